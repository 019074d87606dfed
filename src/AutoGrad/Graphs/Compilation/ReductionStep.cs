using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A reduction, and the elementwise operations that compute its operand part by part while it runs.</summary>
internal sealed class ReductionStep<T>(Primitive<T> primitive, TileStep<T> tiles, Shape operand, Variable<T> output) : Step
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run() => primitive.EvaluateParts(tiles, operand, output.Storage.Span(output.Shape.Size));
}
