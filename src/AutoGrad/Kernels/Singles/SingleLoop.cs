using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Applies the text of a function to each element, in registers of one width.</summary>
internal static unsafe class SingleLoop
{
    // The parts of what is too large for the caches are this long.
    private const int StreamedLength = PassSplit.BytesPerLargePart / sizeof(float);

    // To go from what is rare to what is not, and back, takes as long as some registers.
    private const int InARow = 5;

    /// <summary>Applies a function. The results may lie where the elements do.</summary>
    public static void Apply<TText, V>(ReadOnlySpan<float> x, Span<float> y) where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V>
    {
        x = x[..y.Length];
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = y.Length >= StreamedLength && !x.Overlaps(y) ? ApplyPastCaches<TText, V>(x, y) : 0;
        // Up to V.Count elements before the end, as many follow.
        var end = y.Length - V.Count;
        while ((i = Rounds<TText, V>(in source, ref target, i, end, 0)) <= end)
            i = Rare<TText, V>(in source, ref target, i, end);
        if (i == y.Length)
            return;
        // What lies behind the end is 1, where no function is slow.
        Span<float> rest = stackalloc float[V.Count];
        rest.Fill(1);
        x[i..].CopyTo(rest);
        if (Rounds<TText, V>(in rest[0], ref rest[0], 0, 0, 0) == 0)
            Rare<TText, V>(in rest[0], ref rest[0], 0, 0);
        rest[..(y.Length - i)].CopyTo(y[i..]);
    }

    // All but what is left after the last whole register. The first one reaches to where the memory is aligned, or beyond.
    private static int ApplyPastCaches<TText, V>(ReadOnlySpan<float> x, Span<float> y) where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V>
    {
        fixed (float* source = x, target = y)
        {
            if (Rounds<TText, V>(in *source, ref *target, 0, 0, 0) == 0)
                Rare<TText, V>(in *source, ref *target, 0, 0);
            var i = (int)(-(nint)target & ((V.Count * sizeof(float)) - 1)) / sizeof(float);
            var end = y.Length - V.Count;
            while ((i = RoundsPastCaches<TText, V>(source, target, i, end, 0)) <= end)
                i = Rare<TText, V>(in *source, ref *target, i, end);
            return i;
        }
    }

    /// <summary>Registers from one on, while they are ordinary.</summary>
    /// <param name="source">The elements, of which V.Count follow each place up to the last.</param>
    /// <param name="target">The results, of which as many do.</param>
    /// <param name="i">The place of the first register.</param>
    /// <param name="last">The last place that a register may have.</param>
    /// <param name="zero">0, which the compiler must not know: the method is compiled by itself.</param>
    /// <returns>The place of the first register that is not ordinary, or lies behind the last.</returns>
    /// <remarks>It has no calls, which would have each register of constants written and read again.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Rounds<TText, V>(ref readonly float source, ref float target, int i, int last, float zero)
        where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V>
    {
        var text = TText.Create(new(V.Repeat(zero)));
        for (; i <= last; i += V.Count)
        {
            var x = V.Load(in source, (nuint)i);
            if (!TText.IsTotal && !TText.IsOrdinary(x))
                return i;
            text.At(x).Store(ref target, (nuint)i);
        }
        return i;
    }

    // The same past the caches, to where the memory is aligned.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int RoundsPastCaches<TText, V>(float* source, float* target, int i, int last, float zero)
        where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V>
    {
        var text = TText.Create(new(V.Repeat(zero)));
        for (; i <= last; i += V.Count)
        {
            var x = V.Load(in *source, (nuint)i);
            if (!TText.IsTotal && !TText.IsOrdinary(x))
                return i;
            text.At(x).StorePastCaches(target + i);
        }
        return i;
    }

    // Registers from one on that is not ordinary, until some in a row are; and the place of the next.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Rare<TText, V>(ref readonly float source, ref float target, int i, int last) where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V>
    {
        Span<float> rare = stackalloc float[V.Count];
        var text = TText.Create(default);
        for (var left = InARow; left > 0 && i <= last; left--, i += V.Count)
        {
            AtRare<TText, V>(in source, i, ref rare[0]);
            var x = V.Load(in source, (nuint)i);
            if (!TText.IsOrdinary(x))
                left = InARow;
            TText.Choose(x, text.At(x), V.Load(in rare[0], 0)).Store(ref target, (nuint)i);
        }
        return i;
    }

    // By itself, as both texts would be more than the compiler takes in one method. It takes places and no registers: those would have to be written
    // and read again in parts.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AtRare<TText, V>(ref readonly float source, int i, ref float y) where TText : struct, ISingleText<TText, V> where V : struct, IRegister<float, V> =>
        TText.AtRare(V.Load(in source, (nuint)i)).Store(ref y, 0);
}
