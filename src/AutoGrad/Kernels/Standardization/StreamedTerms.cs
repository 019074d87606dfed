using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// The loops of <see cref="GroupMap"/> for results that go past the caches, runs one after the other in memory: in whole registers, from where memory is
/// aligned on. One of them may have the end of a run and the beginning of the next; the first and the last part of a register that a thread has go to
/// memory by themselves.
/// </summary>
internal unsafe ref struct StreamedTerms<T, TTerm> where T : unmanaged, IFloatingPointIeee754<T> where TTerm : struct, IGroupTerm<T>
{
    private readonly Span<T> _edges;
    private bool _hasEnd;

    /// <summary>Begins with no run.</summary>
    /// <param name="edges">Room for <see cref="EdgeLength"/> elements: the end of a run and the beginning of the next.</param>
    public StreamedTerms(Span<T> edges) => _edges = edges;

    /// <summary>As many elements as two of the widest registers have.</summary>
    public static int EdgeLength => 2 * Lanes64<T>.Count;

    /// <summary>The fewest elements of a run.</summary>
    public static int ShortestRun => Lanes64<T>.Count;

    /// <summary>A run of one group; see <see cref="GroupTerms{T, TTerm}.Run"/>.</summary>
    public void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> places, int stride, T* y, int length)
    {
        // What the loops read lies within these.
        x = x[..length];
        u = TTerm.ReadsCotangents ? u[..length] : u;
        places = TTerm.Places > 0 ? places[..(((TTerm.Places - 1) * stride) + length)] : places;
        coefficients = coefficients[..TTerm.Coefficients];
        if (Vector512.IsHardwareAccelerated)
            Run<Register512<T>>(x, u, coefficients, places, stride, y);
        else
            Run<Register256<T>>(x, u, coefficients, places, stride, y);
    }

    /// <summary>Writes what has not filled a register, which ends at an address.</summary>
    public readonly void End(T* y)
    {
        var (count, held) = Vector512.IsHardwareAccelerated ? (Register512<T>.Count, Before<Register512<T>>(y)) : (Register256<T>.Count, Before<Register256<T>>(y));
        if (_hasEnd)
            _edges.Slice(count - held, held).CopyTo(new(y - held, held));
    }

    // How many elements a register has before an address in it.
    private static int Before<V>(T* y) where V : struct, IRegister<T, V> => (int)((nuint)y / (nuint)sizeof(T) % (nuint)V.Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<V>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> places, int stride, T* y)
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var weight = ref MemoryMarshal.GetReference(u);
        ref var p0 = ref MemoryMarshal.GetReference(places);
        ref var p1 = ref Unsafe.Add(ref p0, TTerm.Places > 1 ? stride : 0);
        ref var edges = ref MemoryMarshal.GetReference(_edges);
        var (c0, c1) = (V.Repeat(coefficients[0]), V.Repeat(coefficients[1]));
        var c2 = TTerm.Coefficients > 2 ? V.Repeat(coefficients[2]) : default;
        var c3 = TTerm.Coefficients > 3 ? V.Repeat(coefficients[3]) : default;
        var (length, width) = ((nuint)x.Length, (nuint)V.Count);
        var before = (nuint)Before<V>(y);
        nuint place = 0;
        if (before > 0)
        {
            At(in source, in weight, in p0, in p1, c0, c1, c2, c3, 0).Store(ref edges, width);
            place = width - before;
            if (_hasEnd)
                V.Load(in edges, place).StorePastCaches(y - before);
            else
                _edges.Slice((int)width, (int)place).CopyTo(new(y, (int)place));
        }
        for (; place + width <= length; place += width)
            At(in source, in weight, in p0, in p1, c0, c1, c2, c3, place).StorePastCaches(y + place);
        _hasEnd = place < length;
        if (_hasEnd)
            At(in source, in weight, in p0, in p1, c0, c1, c2, c3, length - width).Store(ref edges, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V At<V>(ref readonly T x, ref readonly T u, ref readonly T p, ref readonly T q, V c0, V c1, V c2, V c3, nuint place)
        where V : struct, IRegister<T, V> =>
        TTerm.At(
            V.Load(in x, place), TTerm.ReadsCotangents ? V.Load(in u, place) : default, TTerm.Places > 0 ? V.Load(in p, place) : default,
            TTerm.Places > 1 ? V.Load(in q, place) : default, c0, c1, c2, c3);
}
