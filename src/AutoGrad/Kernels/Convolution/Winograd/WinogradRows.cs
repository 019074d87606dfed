using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// The transform of a source along its rows, d B for the columns of some tiles. Rows are read where they lie, with what is beside them in memory, and
/// what belongs to the padding is masked.
/// </summary>
internal readonly unsafe struct WinogradRows<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // How many channels ahead memory is asked for.
    private const int Ahead = 1;

    private readonly WinogradProblem _problem;
    private readonly T* _source;
    private readonly int _start;
    private readonly nint _length;
    private readonly T* _masks;

    /// <param name="problem">The sizes.</param>
    /// <param name="source">The source of all images and groups.</param>
    /// <param name="start">The first tile's first column, which may lie before the source.</param>
    /// <param name="tiles">The number of tiles.</param>
    /// <param name="buffer">Working memory.</param>
    public WinogradRows(in WinogradProblem problem, T* source, int start, int tiles, T* buffer)
    {
        (_problem, _start) = (problem, start);
        _source = source;
        _length = (tiles + TOps.Count - 1) / TOps.Count * TOps.Count;
        _masks = buffer;
        new Span<T>(_masks, (int)Reach).Clear();
        var (first, end) = (Math.Clamp(-start, 0, (int)Reach), (int)Math.Clamp((nint)problem.SourceWidth - start, 0, Reach));
        if (first < end)
            new Span<byte>(_masks + first, (end - first) * sizeof(T)).Fill(byte.MaxValue);
    }

    // The elements that are read from the first column on.
    private nint Reach => (2 * _length) + 2;

    /// <summary>The elements of working memory for rows of so many tiles, rounded up to vectors.</summary>
    public static nint BufferLength(nint tiles) => 4 * (tiles + TOps.Count);

    /// <summary>Sets halves [rows, 4, part] to the transforms of rows.</summary>
    /// <param name="plane">Where the channel begins in the source.</param>
    /// <param name="first">The first row, which may lie before the source.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="halves">What is set.</param>
    /// <param name="part">The elements of a row's first, second, third or fourth column in each tile.</param>
    // Reads stay within the source as a whole: a row whose neighbours in memory are beyond it is copied first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(nint plane, int first, int rows, T* halves, nint part)
    {
        var (length, reach, masks) = (_length, Reach, (nint)_masks);
        var ahead = Ahead * (nint)_problem.SourceSize;
        var whole = (nint)_problem.Images * _problem.Groups * _problem.Channels * _problem.SourceSize;
        for (var r = 0; r < rows; r++, halves += 4 * part)
        {
            if ((uint)(first + r) >= (uint)_problem.SourceHeight)
            {
                new Span<T>(halves, (int)(4 * part)).Clear();
                continue;
            }

            var place = plane + ((nint)(first + r) * _problem.SourceWidth) + _start;
            var from = _source + place;
            if (place < 0 || place + reach > whole)
                from = Copy(place, reach, whole);
            AlongRow(from, (T*)masks, halves, part, length, ahead);
        }
    }

    private T* Copy(nint place, nint reach, nint whole)
    {
        var copy = _masks + reach;
        new PaddedRow((int)whole, (int)place, 1, (int)reach).Copy(_source, copy);
        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AlongRow(T* row, T* masks, T* half, nint part, nint length, nint ahead)
    {
        for (nint i = 0; i < length; i += TOps.Count, row += 2 * TOps.Count, masks += 2 * TOps.Count, half += TOps.Count)
        {
            // A hint, which may lie beyond the source: neighbouring channels are too far apart for the hardware to foresee.
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(row + ahead);
                Sse.Prefetch0(row + ahead + TOps.Count);
            }

            var (d0, d1) = VectorPairs<T, TVector>.Part(Load(row, masks), Load(row + TOps.Count, masks + TOps.Count));
            var (d2, d3) = VectorPairs<T, TVector>.Part(Load(row + 2, masks + 2), Load(row + 2 + TOps.Count, masks + 2 + TOps.Count));
            TOps.Store(TOps.Subtract(d0, d2), half);
            TOps.Store(TOps.Add(d1, d2), half + part);
            TOps.Store(TOps.Subtract(d2, d1), half + (2 * part));
            TOps.Store(TOps.Subtract(d1, d3), half + (3 * part));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(T* from, T* mask)
    {
        TVector value = TOps.Load(from), bits = TOps.Load(mask);
        if (typeof(TVector) == typeof(Vector512<T>))
            return (TVector)(object)((Vector512<T>)(object)value & (Vector512<T>)(object)bits);
        if (typeof(TVector) == typeof(Vector256<T>))
            return (TVector)(object)((Vector256<T>)(object)value & (Vector256<T>)(object)bits);
        if (typeof(TVector) == typeof(Vector128<T>))
            return (TVector)(object)((Vector128<T>)(object)value & (Vector128<T>)(object)bits);
        return *mask == T.Zero ? default : value;
    }
}
