using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// Elementwise passes of a standardisation, in which each group has its own coefficients. Every operation is rounded by itself, so that the bits are
/// those of the same operations one by one.
/// </summary>
internal static class GroupMap
{
    /// <summary>1/√(v + ε) of each group.</summary>
    public static void Rates<T>(ReadOnlySpan<T> variances, T epsilon, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Add(variances, epsilon, y);
        if (!y.IsEmpty)
            TensorPrimitives.ReciprocalSqrt<T>(y, y);
    }

    /// <summary>(x - m)·a of each element.</summary>
    public static void Standardize<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> m, ReadOnlySpan<T> a, Span<T> y, GroupLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var coefficients = new Coefficients<T>(m, a);
        Run<T, CentredTerm<T>>(x, default, coefficients.Span, y, layout);
    }

    /// <summary>(x - m)·a + b of each element, where b is of its group.</summary>
    public static void Standardize<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> m, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, GroupLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var coefficients = new Coefficients<T>(m, a, b);
        Run<T, ShiftedTerm<T>>(x, default, coefficients.Span, y, layout);
    }

    /// <summary>((x - m)·a)·scale + shift of each element of lines, where scale and shift are of its place in the line.</summary>
    public static void StandardizeLines<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> m, ReadOnlySpan<T> a, ReadOnlySpan<T> scale, ReadOnlySpan<T> shift, Span<T> y, GroupLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var coefficients = new Coefficients<T>(m, a, scale, shift);
        Run<T, LineTerm<T>>(x, default, coefficients.Span, y, layout);
    }

    /// <summary>((u - c) - (x - m)·d)·a of each element, with u·scale in the place of u where there are scales, [inner] of lines.</summary>
    public static void PullBack<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> m, ReadOnlySpan<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> a, ReadOnlySpan<T> scale, Span<T> y,
        GroupLayout layout) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var coefficients = new Coefficients<T>(m, c, d, a, scale);
        if (scale.IsEmpty)
            Run<T, CotangentTerm<T>>(x, u, coefficients.Span, y, layout);
        else
            Run<T, ScaledCotangentTerm<T>>(x, u, coefficients.Span, y, layout);
    }

    private static void Run<T, TTerm>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, Span<T> y, GroupLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T> where TTerm : struct, IGroupTerm<T>
    {
        if (y.IsEmpty)
            return;
        if (!layout.IsByRows)
        {
            PassSplit.Run(new Tile<T> { A = x, B = u, C = coefficients }, y, layout.Outer * layout.Groups * layout.Pieces, layout.PieceLength,
                new RunPass<T, TTerm>(layout));
            return;
        }
        // The coefficients of a row of elements, one after the other.
        var width = layout.Groups * layout.Inner;
        using var wide = new RentedSpan<T>(TTerm.Coefficients * width);
        for (var i = 0; i < TTerm.Coefficients * layout.Groups; i++)
            wide.Span.Slice(i * layout.Inner, layout.Inner).Fill(coefficients[i]);
        PassSplit.Run(new Tile<T> { A = x, B = u, C = wide.Span }, y, layout.Outer, width, new RowPass<T, TTerm>(width));
    }

    // One list after the other.
    private readonly ref struct Coefficients<T> where T : unmanaged
    {
        private readonly RentedSpan<T> _rented;

        public Coefficients(
            ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        {
            _rented = new(a.Length + b.Length + c.Length + d.Length + e.Length);
            var rest = Span;
            Append(a, ref rest);
            Append(b, ref rest);
            Append(c, ref rest);
            Append(d, ref rest);
            Append(e, ref rest);
        }

        public Span<T> Span => _rented.Span;

        public void Dispose() => _rented.Dispose();

        private static void Append(ReadOnlySpan<T> list, ref Span<T> rest)
        {
            list.CopyTo(rest);
            rest = rest[list.Length..];
        }
    }

    // A unit is a piece of a run.
    private readonly unsafe struct RunPass<T, TTerm>(GroupLayout layout) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T> where TTerm : struct, IGroupTerm<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var memory = LineMemory.Of(x.A, y);
            var isStreamed = memory.IsStreamed && layout.ShortestPiece >= StreamedTerms<T, TTerm>.ShortestRun;
            Span<T> own = stackalloc T[TTerm.Coefficients];
            var streamed = new StreamedTerms<T, TTerm>(stackalloc T[StreamedTerms<T, TTerm>.EdgeLength]);
            var places = x.C[(TTerm.Coefficients * layout.Groups)..];
            fixed (T* results = y)
            {
                var from = 0;
                var length = 0;
                for (var unit = start; unit < end; unit++)
                {
                    var (run, piece) = Math.DivRem(unit, layout.Pieces);
                    var group = run % layout.Groups;
                    var first = piece * layout.PieceLength;
                    length = Math.Min(layout.PieceLength, layout.Inner - first);
                    from = (run * layout.Inner) + first;
                    for (var i = 0; i < own.Length; i++)
                        own[i] = x.C[(i * layout.Groups) + group];
                    var values = x.A.Slice(from, length);
                    var weights = TTerm.ReadsCotangents ? x.B.Slice(from, length) : default;
                    if (memory.IsFar)
                    {
                        Prefetching.After(values);
                        if (TTerm.ReadsCotangents)
                            Prefetching.After(weights);
                    }
                    var ofPlaces = places.IsEmpty ? places : places[first..];
                    if (isStreamed)
                        streamed.Run(values, weights, own, ofPlaces, layout.Inner, results + from, length);
                    else
                        GroupTerms<T, TTerm>.Run(values, weights, own, ofPlaces, layout.Inner, y.Slice(from, length));
                }
                if (isStreamed)
                    streamed.End(results + from + length);
            }
        }
    }

    // A unit is a row, whose elements have a coefficient of each kind.
    private readonly struct RowPass<T, TTerm>(int width) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T> where TTerm : struct, IGroupTerm<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var row = start; row < end; row++)
            {
                var values = x.A.Slice(row * width, width);
                var weights = TTerm.ReadsCotangents ? x.B.Slice(row * width, width) : default;
                GroupTerms<T, TTerm>.RunRow(values, weights, x.C, y.Slice(row * width, width));
            }
        }
    }
}
