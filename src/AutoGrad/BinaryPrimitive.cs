using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A function of two elements, y = f(a, b), whose inputs broadcast against each other.</summary>
public abstract record BinaryPrimitive<T> : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RepeatedLength = 1024;
    private const int LongestRepeated = 256;

    /// <summary>Computes a run of elements; runs of one array may be computed at the same time on several threads.</summary>
    /// <param name="a">The first elements, at least one.</param>
    /// <param name="b">The second elements, as many.</param>
    /// <param name="y">The results, as many; they may lie where a or b does.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y);

    /// <summary>Computes a run of elements whose second operand is one number. To be overridden where there is a faster way.</summary>
    protected virtual void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y)
    {
        Span<T> repeated = stackalloc T[Math.Min(a.Length, Broadcast.TileLength)];
        repeated.Fill(b);
        for (var start = 0; start < a.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, a.Length - start);
            Evaluate(a.Slice(start, length), repeated[..length], y.Slice(start, length));
        }
    }

    /// <summary>Computes a run of elements whose first operand is one number. To be overridden where there is a faster way.</summary>
    protected virtual void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y)
    {
        Span<T> repeated = stackalloc T[Math.Min(b.Length, Broadcast.TileLength)];
        repeated.Fill(a);
        for (var start = 0; start < b.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, b.Length - start);
            Evaluate(repeated[..length], b.Slice(start, length), y.Slice(start, length));
        }
    }

    /// <summary>The partial derivative ∂f/∂a, element by element.</summary>
    protected abstract Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y);

    /// <summary>The partial derivative ∂f/∂b, element by element.</summary>
    protected abstract Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y);

    /// <inheritdoc/>
    protected sealed override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) =>
        input == 0 ? DerivativeA(x[0], x[1], y) : DerivativeB(x[0], x[1], y);

    internal sealed override int TileOperands => 2;

    internal sealed override bool TileMayOverlap => true;

    internal sealed override bool TakesElement => true;

    internal sealed override void EvaluateTile(in Tile<T> x, Span<T> y)
    {
        if (x.IsElementB)
            Evaluate(x.A, x.B[0], y);
        else if (x.IsElementA)
            Evaluate(x.A[0], x.B, y);
        else
            Evaluate(x.A, x.B, y);
    }

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var a = ValuesOf(x[0]);
        var b = ValuesOf(x[1]);
        if (y.IsEmpty)
            return;
        if ((a.Length == y.Length || a.Length == 1) && (b.Length == y.Length || b.Length == 1))
        {
            EvaluateRun(a, b, y);
            return;
        }
        var runs = new Broadcast(x[0].Shape, x[1].Shape);
        if (runs.RunLength >= PassSplit.ElementsPerPart)
        {
            while (runs.Next(out var run))
            {
                EvaluateRun(
                    a.Slice(run.A, run.StretchesA ? 1 : run.Length), b.Slice(run.B, run.StretchesB ? 1 : run.Length), y.Slice(run.Output, run.Length));
            }
            return;
        }
        var operands = new Tile<T> { A = a, B = b };
        var isRepeated = runs.RunLength <= LongestRepeated
            && ((a.Length == runs.RunLength && !runs.StretchesA && b.Length == y.Length)
                || (b.Length == runs.RunLength && !runs.StretchesB && a.Length == y.Length));
        if (!isRepeated)
        {
            PassSplit.Run(operands, y, runs.RunCount, runs.RunLength, new RunPass(this, x[0].Shape, x[1].Shape));
            return;
        }
        // Long runs are written past the caches. The row is then written out once for all of them: the second cache keeps it.
        var length = PassSplit.IsLarge<T>(y.Length) ? PassSplit.LargePartLength<T>() / runs.RunLength * runs.RunLength : 0;
        using var repeated = new RentedSpan<T>(length);
        Repeat(a.Length < b.Length ? a : b, repeated.Span);
        PassSplit.Run(new Tile<T> { A = a, B = b, C = repeated.Span }, y, runs.RunCount, runs.RunLength, new RepeatedPass(this));
    }

    private static void Repeat(ReadOnlySpan<T> row, Span<T> y)
    {
        for (var place = 0; place < y.Length; place += row.Length)
            row.CopyTo(y[place..]);
    }

    private void EvaluateRun(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        var x = new Tile<T> { A = a, IsElementA = a.Length < y.Length, B = b, IsElementB = b.Length < y.Length };
        PassSplit.Run(x, y, y.Length, 1, new ElementPass(this));
    }

    private readonly struct ElementPass(BinaryPrimitive<T> primitive) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var results = y[start..end];
            if (x.IsElementB)
                primitive.Evaluate(x.A[start..end], x.B[0], results);
            else if (x.IsElementA)
                primitive.Evaluate(x.A[0], x.B[start..end], results);
            else
                primitive.Evaluate(x.A[start..end], x.B[start..end], results);
        }
    }

    private readonly struct RunPass(BinaryPrimitive<T> primitive, Shape shapeA, Shape shapeB) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var runs = new Broadcast(shapeA, shapeB);
            runs.MoveTo(start);
            for (; start < end && runs.Next(out var run); start++)
            {
                var results = y.Slice(run.Output, run.Length);
                if (!run.StretchesA && !run.StretchesB)
                    primitive.Evaluate(x.A.Slice(run.A, run.Length), x.B.Slice(run.B, run.Length), results);
                else if (!run.StretchesA)
                    primitive.Evaluate(x.A.Slice(run.A, run.Length), x.B[run.B], results);
                else
                    primitive.Evaluate(x.A[run.A], x.B.Slice(run.B, run.Length), results);
            }
        }
    }

    // A short row that is repeated down a matrix: it is written out several times, so that one call does several rows.
    private readonly struct RepeatedPass(BinaryPrimitive<T> primitive) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isA = x.A.Length < x.B.Length;
            var row = isA ? x.A : x.B;
            Span<T> memory = stackalloc T[x.C.IsEmpty ? Math.Min(end - start, RepeatedLength / row.Length) * row.Length : 0];
            Repeat(row, memory);
            var repeated = x.C.IsEmpty ? memory : x.C;
            for (var (place, last) = (start * row.Length, end * row.Length); place < last; place += repeated.Length)
            {
                var length = Math.Min(repeated.Length, last - place);
                if (isA)
                    primitive.Evaluate(repeated[..length], x.B.Slice(place, length), y.Slice(place, length));
                else
                    primitive.Evaluate(x.A.Slice(place, length), repeated[..length], y.Slice(place, length));
            }
        }
    }
}
