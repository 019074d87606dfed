using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A function of three elements, y = f(a, b, c), whose inputs broadcast against each other.</summary>
/// <param name="Names">The names of the inputs in messages.</param>
internal abstract record TernaryPrimitive<T>((string A, string B, string C) Names) : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes a run of elements.</summary>
    protected abstract void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y);

    internal sealed override int TileOperands => 3;

    internal sealed override void EvaluateTile(in Tile<T> x, Span<T> y) => Evaluate(x.A, x.B, x.C, y);

    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x)
    {
        var (a, b, c) = (x[0].Shape, x[1].Shape, x[2].Shape);
        var some = Shape.TryBroadcast(a, b);
        var shape = some is null ? null : Shape.TryBroadcast(some, c);
        if (shape is null)
            Guard.ThrowNotBroadcastable(Name, $"{Names.A} {a}, {Names.B} {b} and {Names.C} {c}");
        return shape;
    }

    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var shape = InferShape(x);
        using var a = new Stretched<T>(ValuesOf(x[0]), x[0].Shape, shape);
        using var b = new Stretched<T>(ValuesOf(x[1]), x[1].Shape, shape);
        using var c = new Stretched<T>(ValuesOf(x[2]), x[2].Shape, shape);
        PassSplit.Run(new Tile<T> { A = a.Values, B = b.Values, C = c.Values }, y, y.Length, 1, new Pass(this));
    }

    private readonly struct Pass(TernaryPrimitive<T> primitive) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) =>
            primitive.Evaluate(x.A[start..end], x.B[start..end], x.C[start..end], y[start..end]);
    }
}
