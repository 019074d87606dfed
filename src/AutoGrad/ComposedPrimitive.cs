using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// An operation that others compute as well, in more passes over memory. Where it has no better rule, its derivative is that of their program, and its
/// C# is theirs.
/// </summary>
internal abstract record ComposedPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The same by other operations.</summary>
    protected abstract Variable<T> Compose(ReadOnlySpan<Variable<T>> x);

    internal sealed override Variable<T>? Expand(ReadOnlySpan<Variable<T>> x) => Compose(x);

    // The derivative of the program in one of its inputs: the others, which may have been computed from it, stand still.
    protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
    {
        var tape = Recorder<T>.Current?.Record is null ? new Tape<T>() : null;
        try
        {
            var operands = x.ToArray();
            operands[input] = Op.Identity(x[input]);
            var output = Compose(operands);
            var xBar = new ReverseSweep<T>(Name, Recorder<T>.Current!.Record!, output, [operands[input]]).Run(yBar)[0];
            return tape is null ? xBar : xBar?.Detach();
        }
        finally
        {
            tape?.Dispose();
        }
    }

    internal sealed override string? WriteCode(CodeOperation operation) => throw new InvalidOperationException($"{Name}: is written as the operations that it is composed of.");
}
