using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A part of a compiled program that runs at one go.</summary>
internal abstract class Step
{
    public abstract void Run();
}

/// <summary>One operation on whole values.</summary>
internal sealed class KernelStep<T>(Primitive<T> primitive, Variable<T>[] operands, Variable<T> output) : Step where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run() => primitive.Evaluate(operands, output.Storage.Span(output.Shape.Size));
}
