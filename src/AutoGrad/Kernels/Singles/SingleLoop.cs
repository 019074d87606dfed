using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Applies the body of a function to each element, in registers of one width.</summary>
/// <remarks>
/// Each loop is a method of its own: its body alone is about what the compiler takes in one method. None has calls, which would have each register of
/// constants written and read again.
/// </remarks>
internal static unsafe class SingleLoop
{
    // The parts of what is too large for the caches are this long.
    private const int StreamedLength = PassSplit.BytesPerLargePart / sizeof(float);

    // To go from what is rare to what is not, and back, takes as long as some registers.
    private const int InARow = 5;

    private interface IWay
    {
        static abstract void Store<V>(V value, ref float target, int place) where V : struct, IRegister<float, V>;
    }

    /// <summary>Applies a function. The results may lie where the elements do.</summary>
    public static void Apply<TBody, V>(ReadOnlySpan<float> x, Span<float> y) where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V>
    {
        x = x[..y.Length];
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = y.Length >= StreamedLength && !x.Overlaps(y) ? ApplyPastCaches<TBody, V>(x, y) : 0;
        // Up to V.Count elements before the end, as many follow.
        i = All<TBody, V, Plain>(in source, ref target, i, y.Length - V.Count);
        if (i == y.Length)
            return;
        // What lies behind the end is 1, where no function is slow.
        Span<float> rest = stackalloc float[V.Count];
        rest.Fill(1);
        x[i..].CopyTo(rest);
        All<TBody, V, Plain>(in rest[0], ref rest[0], 0, 0);
        rest[..(y.Length - i)].CopyTo(y[i..]);
    }

    // All but what is left after the last whole register. The first one reaches to where the memory is aligned, or beyond.
    private static int ApplyPastCaches<TBody, V>(ReadOnlySpan<float> x, Span<float> y) where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V>
    {
        fixed (float* source = x, target = y)
        {
            All<TBody, V, Plain>(in *source, ref *target, 0, 0);
            var i = (int)(-(nint)target & ((V.Count * sizeof(float)) - 1)) / sizeof(float);
            return All<TBody, V, PastCaches>(in *source, ref *target, i, y.Length - V.Count);
        }
    }

    /// <summary>All registers from one on.</summary>
    /// <param name="source">The elements, of which V.Count follow each place up to the last.</param>
    /// <param name="target">The results, of which as many do.</param>
    /// <param name="i">The place of the first register.</param>
    /// <param name="last">The last place that a register may have.</param>
    /// <returns>The place after the last register.</returns>
    private static int All<TBody, V, TWay>(ref readonly float source, ref float target, int i, int last)
        where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V> where TWay : struct, IWay
    {
        while (true)
        {
            if (Held<V>.Pays && i <= last - V.Count)
                i = Pairs<TBody, V, TWay>(in source, ref target, i, last, 0);
            if (i <= last)
                i = Rounds<TBody, V, TWay>(in source, ref target, i, last, 0);
            if (i > last)
                return i;
            i = Rare<TBody, V>(in source, ref target, i, last);
        }
    }

    // Registers from one on, while they are ordinary, and the place of the next. The compiler must not know that zero is 0: it would know the constants.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Rounds<TBody, V, TWay>(ref readonly float source, ref float target, int i, int last, float zero)
        where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V> where TWay : struct, IWay
    {
        var body = TBody.Create(new(V.Repeat(zero)));
        for (; i <= last; i += V.Count)
        {
            var x = V.Load(in source, (nuint)i);
            if (!TBody.IsTotal && !TBody.IsOrdinary(x))
                break;
            TWay.Store(body.At(x), ref target, i);
        }
        return i;
    }

    // The same for two at a time, which saves some of what is done once in each round; where registers are few, they would be in each other's way.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Pairs<TBody, V, TWay>(ref readonly float source, ref float target, int i, int last, float zero)
        where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V> where TWay : struct, IWay
    {
        var body = TBody.Create(new(V.Repeat(zero)));
        for (; i <= last - V.Count; i += 2 * V.Count)
        {
            var x = V.Load(in source, (nuint)i);
            var next = V.Load(in source, (nuint)(i + V.Count));
            if (!TBody.IsTotal && !TBody.AreOrdinary(x, next))
                break;
            TWay.Store(body.At(x), ref target, i);
            TWay.Store(body.At(next), ref target, i + V.Count);
        }
        return i;
    }

    // Registers from one on that is not ordinary, until some in a row are; and the place of the next.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Rare<TBody, V>(ref readonly float source, ref float target, int i, int last) where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V>
    {
        Span<float> rare = stackalloc float[V.Count];
        var body = TBody.Create(default);
        for (var left = InARow; left > 0 && i <= last; left--, i += V.Count)
        {
            AtRare<TBody, V>(in source, i, ref rare[0]);
            var x = V.Load(in source, (nuint)i);
            if (!TBody.IsOrdinary(x))
                left = InARow;
            TBody.Choose(x, body.At(x), V.Load(in rare[0], 0)).Store(ref target, (nuint)i);
        }
        return i;
    }

    // It takes places and no registers: those would have to be written and read again in parts.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AtRare<TBody, V>(ref readonly float source, int i, ref float y) where TBody : struct, ISingleBody<TBody, V> where V : struct, IRegister<float, V> =>
        TBody.AtRare(V.Load(in source, (nuint)i)).Store(ref y, 0);

    private readonly struct Plain : IWay
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store<V>(V value, ref float target, int place) where V : struct, IRegister<float, V> => value.Store(ref target, (nuint)place);
    }

    // To pinned memory, from a place on where it is aligned.
    private readonly struct PastCaches : IWay
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store<V>(V value, ref float target, int place) where V : struct, IRegister<float, V> =>
            value.StorePastCaches((float*)Unsafe.AsPointer(ref target) + place);
    }
}
