using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Angles from their sine, cosine and tangent.</summary>
internal static class InverseTrigonometry
{
    private const double QuarterPi = 0.7853981633974483;

    // What QuarterPi lacks.
    private const double QuarterPiRest = 3.061616997868383e-17;

    public static void Asin<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, AsinFunction>(x, y);

    public static void Acos<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, AcosFunction>(x, y);

    public static void Atan<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, AtanFunction>(x, y);

    public static void Atan2<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> angle) where T : unmanaged =>
        ElementaryMap.Apply<T, Atan2Function>(y, x, angle);

    // atan t - t for |t| ≤ tan(π/8).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanRest<V>(V t) where V : unmanaged, IDoubles<V>
    {
        var z = t * t;
        V p = 0.016285089636098326;
        p = V.MultiplyAdd(p, z, -0.034569959909536985);
        p = V.MultiplyAdd(p, z, 0.04551569809573824);
        p = V.MultiplyAdd(p, z, -0.052304491382598274);
        p = V.MultiplyAdd(p, z, 0.0587892830096501);
        p = V.MultiplyAdd(p, z, -0.06666424825128896);
        p = V.MultiplyAdd(p, z, 0.07692296371657548);
        p = V.MultiplyAdd(p, z, -0.0909090875338416);
        p = V.MultiplyAdd(p, z, 0.11111111105153101);
        p = V.MultiplyAdd(p, z, -0.14285714285659804);
        p = V.MultiplyAdd(p, z, 0.19999999999999804);
        p = V.MultiplyAdd(p, z, -0.3333333333333333);
        return t * z * p;
    }

    // The angle of (x, y) for x, y ≥ 0 and not both 0, as count·π/4 + t + rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce<V>(V y, V x, out V count, out V t, out V rest) where V : unmanaged, IDoubles<V>
    {
        // atan q = π/4 + atan((q - 1)/(q + 1)) = π/2 + atan(-1/q).
        var middle = V.Less(0.4142135623730951 * x, y);
        var steep = V.Less(2.414213562373095 * x, y);
        var numerator = V.Select(steep, -x, V.Select(middle, y - x, y));
        var denominator = V.Select(steep, y, V.Select(middle, y + x, x));
        count = V.Select(steep, 2, V.Select(middle, 1, 0));
        t = numerator / denominator;
        rest = AtanRest(t);
    }

    // asin x - x for |x| ≤ ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AsinRest<V>(V x, V z) where V : unmanaged, IDoubles<V>
    {
        V p = 0.028757851367421566;
        p = V.MultiplyAdd(p, z, -0.014851887071247204);
        p = V.MultiplyAdd(p, z, 0.01740087944269402);
        p = V.MultiplyAdd(p, z, 0.005457506718640358);
        p = V.MultiplyAdd(p, z, 0.01032281435018578);
        p = V.MultiplyAdd(p, z, 0.011479177415184906);
        p = V.MultiplyAdd(p, z, 0.013971212973552933);
        p = V.MultiplyAdd(p, z, 0.017352392720869973);
        p = V.MultiplyAdd(p, z, 0.02237217294214989);
        p = V.MultiplyAdd(p, z, 0.030381944138531247);
        p = V.MultiplyAdd(p, z, 0.04464285714635543);
        p = V.MultiplyAdd(p, z, 0.07499999999998433);
        p = V.MultiplyAdd(p, z, 0.16666666666666669);
        return x * z * p;
    }

    private readonly struct AtanFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            Reduce(V.Abs(x), 1, out var count, out var t, out var rest);
            var angle = V.MultiplyAdd(count, QuarterPi, V.MultiplyAdd(count, QuarterPiRest, rest) + t);
            return angle | (x & -0.0);
        }
    }

    private readonly struct Atan2Function : IElementaryFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var (y, x) = (V.Abs(a), V.Abs(b));
            // The sum of the largest numbers overflows.
            var huge = V.Less(1e300, y) | V.Less(1e300, x);
            y = V.Select(huge, y * 0.25, y);
            x = V.Select(huge, x * 0.25, x);
            // Two infinities are like two ones; the angle of the origin is that of the point (1, 0).
            var infinite = V.Equal(y, double.PositiveInfinity) & V.Equal(x, double.PositiveInfinity);
            y = V.Select(infinite, 1, y);
            x = V.Select(infinite | (V.Equal(y, 0) & V.Equal(x, 0)), 1, x);
            Reduce(y, x, out var count, out var t, out var rest);
            // On the left, the angle is π less that of the mirrored point.
            var left = V.Less((b & -0.0) | 1, 0);
            var sign = left & -0.0;
            count = V.Select(left, 4 - count, count);
            var small = V.MultiplyAdd(count, QuarterPiRest, rest ^ sign) + (t ^ sign);
            return V.MultiplyAdd(count, QuarterPi, small) ^ (a & -0.0);
        }
    }

    private readonly struct AsinFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // Far from 0, asin x = π/2 - 2 asin √((1 - x)/2).
            var size = V.Abs(x);
            var far = V.Less(0.5, size);
            var z = V.Select(far, (1 - size) * 0.5, x * x);
            var s = V.Select(far, V.Sqrt(z), size);
            var rest = AsinRest(s, z);
            var angle = V.Select(far, V.MultiplyAdd(-2, s, 2 * QuarterPi) + V.MultiplyAdd(-2, rest, 2 * QuarterPiRest), s + rest);
            return angle | (x & -0.0);
        }
    }

    private readonly struct AcosFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // acos x = π/2 - asin x, or far from 0, 2 asin √((1 - x)/2), and π less that of -x for negative x.
            var size = V.Abs(x);
            var far = V.Less(0.5, size);
            var negative = V.Less(x, 0);
            var z = V.Select(far, (1 - size) * 0.5, x * x);
            var s = V.Select(far, V.Sqrt(z), size);
            var rest = AsinRest(s, z);
            var (twice, twiceRest) = (V.Select(far, 2 * s, s), V.Select(far, 2 * rest, rest));
            var count = V.Select(far, V.Select(negative, 4, 0), 2);
            var sign = V.Select(far, negative, ~negative) & -0.0;
            var small = V.MultiplyAdd(count, QuarterPiRest, twiceRest ^ sign) + (twice ^ sign);
            return V.MultiplyAdd(count, QuarterPi, small);
        }
    }
}
