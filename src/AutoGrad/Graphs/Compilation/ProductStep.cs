using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A product, and elementwise operations on it that run on each block while it is in fast memory.</summary>
internal sealed class ProductStep<T>(Primitive<T> primitive, Variable<T>[] operands, Variable<T> output, TileStep<T> tiles) : Step, IProductEpilogue
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly nint _columns = output.Shape[^1];

    public override void Run() => primitive.EvaluateWith(this, operands, output.Storage.Span(output.Shape.Size));

    public void RunAll() => tiles.Run();

    public void RunBlock(nint row, nint column, nint rows, nint columns)
    {
        if (columns == _columns)
        {
            tiles.RunRange((int)(row * columns), (int)(rows * columns));
            return;
        }
        for (var i = row; i < row + rows; i++)
            tiles.RunRange((int)((i * _columns) + column), (int)columns);
    }
}
