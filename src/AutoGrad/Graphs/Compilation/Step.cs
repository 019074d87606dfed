using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A part of a compiled program that runs at one go.</summary>
internal abstract class Step
{
    public abstract void Run();
}

/// <summary>Operations none of which needs another, at the same time.</summary>
internal sealed class SideBySideStep<T>(KernelStep<T>[] steps) : Step where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run() => WorkSplit.Run(steps.Length, new Work(steps));

    private readonly record struct Work(KernelStep<T>[] Steps) : ISplitWork
    {
        public void Run(int part) => Steps[part].Run();
    }
}

/// <summary>One operation on whole values.</summary>
internal sealed class KernelStep<T>(Primitive<T> primitive, Variable<T>[] operands, Variable<T> output) : Step where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run() => primitive.Evaluate(operands, output.Storage.Span(output.Shape.Size));
}
