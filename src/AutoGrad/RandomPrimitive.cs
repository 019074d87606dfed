using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

/// <summary>
/// An operation without inputs that draws its output from a <see cref="RandomStream"/> each time it is evaluated: a recorded program that
/// runs again draws anew. Two of them are never equal, whatever their arguments are, since they give different numbers.
/// </summary>
/// <param name="Shape">The shape of what is drawn.</param>
/// <param name="Random">Where the numbers come from. Drawing moves it on.</param>
public abstract record RandomPrimitive<T>(Shape Shape, RandomStream Random) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected internal sealed override bool IsPure => false;

    /// <summary>Whether it is the very same operation.</summary>
    public virtual bool Equals(RandomPrimitive<T>? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>Draws the elements of the output, row-major, every one of them.</summary>
    protected abstract void Draw(Span<T> y);

    /// <inheritdoc/>
    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape;

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Draw(y);

    /// <inheritdoc/>
    protected internal sealed override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

    /// <inheritdoc/>
    protected internal sealed override Variable<T>? Pushforward(
        ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => null;

    /// <summary>The statement in C# that draws into y; null where it cannot be written.</summary>
    internal virtual string? WriteDraw(CodeFile file, string y) => null;

    internal sealed override string? WriteCode(CodeOperation operation) => WriteDraw(operation.File, operation.Result);

    /// <summary>A call of a helper method that draws: the stream, its position, the arguments, and where the numbers go.</summary>
    private protected string WriteCall(CodeFile file, CodeHelper helper, string y, params ReadOnlySpan<object> arguments)
    {
        file.Need(helper);
        var words = string.Concat(arguments.ToArray().Select(argument => FormattableString.Invariant($"{argument}, ")));
        return FormattableString.Invariant($"{helper.Name}({Random.Seed}ul, {Random.Stream}ul, ref {file.PositionIn(Random)}, {words}{y});");
    }
}
