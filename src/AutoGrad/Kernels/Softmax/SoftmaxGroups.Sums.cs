using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

// The sums of a group, and the largest elements of the next.
internal static unsafe partial class SoftmaxGroups<T, V, TExponential, TTerm>
{
    // Σ exp(x - max) in the lanes of each line, whose terms may be kept in y; and the largest elements of the next group.
    private static void Sums<TFunction, TTerms>(in Group group, T* y)
        where TFunction : struct, IHeldFunction<T, V, TFunction>
        where TTerms : struct, ITerms
    {
        // Without the instruction that scales, there are not the registers for four lines at a time.
        if (!V.HasScale)
        {
            SumsOneByOne<TFunction, TTerms>(group, y);
        }
        else
        {
            SumsOfBlocks<TFunction, TTerms>(group, y);
            if (group.Length % Lanes > 0)
                AddEnds<TFunction, TTerms>(group, y);
        }
        if (!V.HasScale || TTerms.AreKept)
            Maxima(group.NextX, group.Length, group.NextCount, group.Largest);
    }

    // Those of whole blocks. Four lines at a time, of which the last may be there several times.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumsOfBlocks<TFunction, TTerms>(in Group group, T* y)
        where TFunction : struct, IHeldFunction<T, V, TFunction>
        where TTerms : struct, ITerms
    {
        var (length, count, next) = (group.Length, group.Count, TTerms.AreKept ? 0 : group.NextCount);
        T* x = group.X, maxima = group.Maxima, lanes = group.Lanes, nextX = group.NextX, nextLanes = group.Largest;
        var ahead = !group.IsFar ? 0 : TTerms.AreKept ? nextX - x : 2 * (nextX - x);
        var end = length - (length % Lanes);
        var exponential = TFunction.Hold();
        for (; count > 0; count -= 4, x += 4 * length, y += 4 * length, maxima += 4, lanes += 4 * Lanes)
        {
            if (ahead > 0)
                Prefetching.Of(x + ahead, 4 * length);
            var (second, third, fourth) = (Math.Min(1, count - 1), Math.Min(2, count - 1), Math.Min(3, count - 1));
            T* x1 = x + (second * length), x2 = x + (third * length), x3 = x + (fourth * length);
            T* y1 = y + (second * length), y2 = y + (third * length), y3 = y + (fourth * length);
            var (max, max1, max2, max3) = (V.Repeat(maxima[0]), V.Repeat(maxima[second]), V.Repeat(maxima[third]), V.Repeat(maxima[fourth]));
            for (nint lane = 0; lane < Lanes; lane += V.Count)
            {
                var (sum, sum1, sum2, sum3) = (V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero));
                for (var i = lane; i < end; i += Lanes)
                {
                    var (a, b) = (V.Load(in x[i], 0) - max, V.Load(in x1[i], 0) - max1);
                    var (c, d) = (V.Load(in x2[i], 0) - max2, V.Load(in x3[i], 0) - max3);
                    exponential.Of(ref a, ref b, ref c, ref d);
                    TTerms.Store(a, y + i);
                    TTerms.Store(b, y1 + i);
                    TTerms.Store(c, y2 + i);
                    TTerms.Store(d, y3 + i);
                    (sum, sum1, sum2, sum3) = (sum + a, sum1 + b, sum2 + c, sum3 + d);
                }
                sum.Store(ref lanes[lane], 0);
                sum1.Store(ref lanes[(second * Lanes) + lane], 0);
                sum2.Store(ref lanes[(third * Lanes) + lane], 0);
                sum3.Store(ref lanes[(fourth * Lanes) + lane], 0);
            }
            // Beside the exponentials, for which the processor has other units, and which have not read what is read now.
            if (next <= 0)
                continue;
            Maxima(nextX, length, Math.Min(4, next), nextLanes);
            next -= 4;
            nextX += 4 * length;
            nextLanes += 4 * Lanes;
        }
    }

    // What is left after the last whole block ends a block that is computed beside it, of which only that counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEnds<TFunction, TTerms>(in Group group, T* y)
        where TFunction : struct, IHeldFunction<T, V, TFunction>
        where TTerms : struct, ITerms
    {
        var exponential = TFunction.Hold();
        var (length, count) = (group.Length, group.Count);
        for (nint lane = 0; lane < Lanes; lane += V.Count)
        {
            var counts = Lanes64<T>.Last<V>((nuint)(length % Lanes), (nuint)lane);
            T* x = group.X + length - Lanes + lane, end = y + length - Lanes + lane, lanes = group.Lanes + lane;
            for (var line = 0; line < count; line += 4)
            {
                var (second, third, fourth) = (Math.Min(line + 1, count - 1), Math.Min(line + 2, count - 1), Math.Min(line + 3, count - 1));
                var (a, b) = (group.Difference(x, line), group.Difference(x, second));
                var (c, d) = (group.Difference(x, third), group.Difference(x, fourth));
                exponential.Of(ref a, ref b, ref c, ref d);
                TTerms.Store(a, end + (line * length));
                TTerms.Store(b, end + (second * length));
                TTerms.Store(c, end + (third * length));
                TTerms.Store(d, end + (fourth * length));
                Add(a, counts, lanes + (line * Lanes));
                if (second > line)
                    Add(b, counts, lanes + (second * Lanes));
                if (third > second)
                    Add(c, counts, lanes + (third * Lanes));
                if (fourth > third)
                    Add(d, counts, lanes + (fourth * Lanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(V terms, V counts, T* sums) => (V.Load(in *sums, 0) + V.And(terms, counts)).Store(ref *sums, 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumsOneByOne<TFunction, TTerms>(in Group group, T* y)
        where TFunction : struct, IHeldFunction<T, V, TFunction>
        where TTerms : struct, ITerms
    {
        var length = group.Length;
        var (rest, last) = (length % Lanes, length - Lanes);
        for (var line = 0; line < group.Count; line++, y += length)
        {
            if (group.IsFar)
                Prefetching.Of(group.NextX + (line * length), length);
            T* x = group.X + (line * length), lanes = group.Lanes + (line * Lanes);
            var max = V.Repeat(group.Maxima[line]);
            for (nint lane = 0; lane < Lanes; lane += V.Count)
            {
                var sum = V.Repeat(T.Zero);
                for (var i = lane; i < length - rest; i += Lanes)
                {
                    var term = TFunction.At(V.Load(in x[i], 0) - max);
                    TTerms.Store(term, y + i);
                    sum += term;
                }
                if (rest > 0)
                {
                    var term = TFunction.At(V.Load(in x[last + lane], 0) - max);
                    TTerms.Store(term, y + last + lane);
                    sum += V.And(term, Lanes64<T>.Last<V>((nuint)rest, (nuint)lane));
                }
                sum.Store(ref lanes[lane], 0);
            }
        }
    }

    // Line by line, so that the processor sees memory read as it lies. Beside a NaN the largest number may be found instead: the sum is NaN then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Maxima(T* x, nint length, int count, T* lanes)
    {
        for (; count > 0; count--, x += length, lanes += Lanes)
        {
            var (a, b) = (V.Load(in x[0], 0), V.Load(in x[length - V.Count], 0));
            nint i = V.Count;
            for (; i <= length - (2 * V.Count); i += 2 * V.Count)
                (a, b) = (V.AtLeast(a, V.Load(in x[i], 0)), V.AtLeast(b, V.Load(in x[i + V.Count], 0)));
            if (i < length - V.Count)
                a = V.AtLeast(a, V.Load(in x[i], 0));
            V.AtLeast(a, b).Store(ref *lanes, 0);
        }
    }

    // Lines that are treated together, and how many follow. The lanes and the maxima are of as many lines.
    private readonly struct Group(T* x, nint length, int lines, int left, T* largest, T* lanes, T* maxima, bool isFar)
    {
        public T* X { get; } = x;

        public nint Length { get; } = length;

        public T* Maxima { get; } = maxima;

        public T* Lanes { get; } = lanes;

        // The lanes of the maxima of the next group.
        public T* Largest { get; } = largest;

        public int Count => Math.Min(lines, left);

        public T* NextX => X + (lines * Length);

        public int NextCount => Math.Min(lines, left - Count);

        public bool IsFar { get; } = isFar;

        public Group Next => new(NextX, Length, lines, left - Count, Largest, Lanes, Maxima, IsFar);

        // Of a register of elements and the largest of its line.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Difference(T* x, int line) => V.Load(in x[line * Length], 0) - V.Repeat(Maxima[line]);
    }

    private interface ITerms
    {
        static abstract bool AreKept { get; }

        static abstract void Store(V term, T* y);
    }

    private readonly struct Kept : ITerms
    {
        public static bool AreKept => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V term, T* y) => term.Store(ref *y, 0);
    }

    private readonly struct Dropped : ITerms
    {
        public static bool AreKept => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V term, T* y)
        {
        }
    }
}
