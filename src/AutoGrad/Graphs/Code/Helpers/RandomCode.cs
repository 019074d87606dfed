namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Random numbers, with the bits of <see cref="RandomStream"/>.</summary>
internal static class RandomCode
{
    public static CodeHelper Block { get; } = new(nameof(Block), """
        private static void Block(ulong key, ulong low, ulong high, Span<uint> words)
        {
            unchecked
            {
                var (k0, k1) = ((uint)key, (uint)(key >> 32));
                var (c0, c1, c2, c3) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
                for (var round = 0; round < 10; round++)
                {
                    var (product0, product1) = (0xD2511F53ul * c0, 0xCD9E8D57ul * c2);
                    (c0, c1) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1);
                    (c2, c3) = ((uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
                    (k0, k1) = (k0 + 0x9E3779B9, k1 + 0xBB67AE85);
                }
                (words[0], words[1], words[2], words[3]) = (c0, c1, c2, c3);
            }
        }
        """);

    public static CodeHelper Words { get; } = new(nameof(Words), """
        // The words of the generator Philox4x32-10 from a position on (Salmon, Moraes, Dror and Shaw, 2011).
        private static uint[] Words(ulong seed, ulong stream, ref ulong position, int count)
        {
            var words = new uint[count];
            Span<uint> block = stackalloc uint[4];
            for (var i = 0; i < count; i++, position++)
            {
                if (i == 0 || position % 4 == 0)
                    Block(seed, position / 4, stream, block);
                words[i] = block[(int)(position % 4)];
            }
            return words;
        }
        """, Block);

    public static CodeHelper Pairs { get; } = new(nameof(Pairs), """
        // Two words for each number.
        private static ulong[] Pairs(ulong seed, ulong stream, ref ulong position, int count)
        {
            var words = Words(seed, stream, ref position, 2 * count);
            var pairs = new ulong[count];
            for (var i = 0; i < count; i++)
                pairs[i] = ((ulong)words[(2 * i) + 1] << 32) | words[2 * i];
            return pairs;
        }
        """, Words);

    public static CodeHelper Uniform { get; } = new(nameof(Uniform), """
        private static void Uniform(ulong seed, ulong stream, ref ulong position, T low, T high, Span<T> y)
        {
            var pairs = Pairs(seed, stream, ref position, y.Length);
            for (var i = 0; i < y.Length; i++)
                y[i] = T.Min((T)(low + ((pairs[i] >> 11) / 9007199254740992.0 * ((double)high - low))), T.BitDecrement(high));
        }
        """, Pairs);

    public static CodeHelper Bernoulli { get; } = new(nameof(Bernoulli), """
        private static void Bernoulli(ulong seed, ulong stream, ref ulong position, double probability, Span<T> y)
        {
            var pairs = Pairs(seed, stream, ref position, y.Length);
            for (var i = 0; i < y.Length; i++)
                y[i] = (pairs[i] >> 11) / 9007199254740992.0 < probability ? 1 : 0;
        }
        """, Pairs);

    public static CodeHelper Logarithm { get; } = new(nameof(Logarithm), $$"""
        // By + - * / alone, so that every platform gives the same bits.
        private static double Logarithm(double x)
        {
            var bits = BitConverter.DoubleToInt64Bits(x);
            var exponent = (bits - 0x3FE6A09E667F3BCD) >> 52;
            var m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
            var s = (m - 1) / (m + 1);
            var series = 0.0;
            for (var odd = {{(2 * NormalQuantile.InverseOddNumbers.Length) + 1}}; odd >= 3; odd -= 2)
                series = (series * (s * s)) + (1.0 / odd);
            return (exponent * 0.693147180559945309417) + (2 * (s + (s * (s * s) * series)));
        }
        """);

    public static CodeHelper Quantile { get; } = new(nameof(Quantile), $$"""
        // The quantile function of the standard normal distribution (Wichura, 1988).
        private static double Quantile(double p)
        {
            static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
            {
                var (top, bottom) = (0.0, 0.0);
                for (var i = numerator.Length - 1; i >= 0; i--)
                    (top, bottom) = ((top * x) + numerator[i], (bottom * x) + denominator[i]);
                return top / bottom;
            }
            var middle = p - 0.5;
            if (Math.Abs(middle) <= 0.425)
                return middle * Ratio(0.180625 - (middle * middle), [{{List(NormalQuantile.CentralNumerator)}}], [{{List(NormalQuantile.CentralDenominator)}}]);
            var r = Math.Sqrt(-Logarithm(Math.Min(p, 1 - p)));
            var size = r <= 5
                ? Ratio(r - 1.6, [{{List(NormalQuantile.TailNumerator)}}], [{{List(NormalQuantile.TailDenominator)}}])
                : Ratio(r - 5, [{{List(NormalQuantile.FarTailNumerator)}}], [{{List(NormalQuantile.FarTailDenominator)}}]);
            return middle < 0 ? -size : size;
        }
        """, Logarithm);

    public static CodeHelper Normal { get; } = new(nameof(Normal), """
        private static void Normal(ulong seed, ulong stream, ref ulong position, Span<T> y)
        {
            var pairs = Pairs(seed, stream, ref position, y.Length);
            for (var i = 0; i < y.Length; i++)
                y[i] = (T)Quantile((((pairs[i] >> 12) * 2) + 1) / 9007199254740992.0);
        }
        """, Pairs, Quantile);

    public static CodeHelper Gumbel { get; } = new(nameof(Gumbel), """
        private static void Gumbel(ulong seed, ulong stream, ref ulong position, Span<T> y)
        {
            var pairs = Pairs(seed, stream, ref position, y.Length);
            for (var i = 0; i < y.Length; i++)
                y[i] = (T)(-Logarithm(-Logarithm((((pairs[i] >> 12) * 2) + 1) / 9007199254740992.0)));
        }
        """, Pairs, Logarithm);

    public static CodeHelper Permutation { get; } = new(nameof(Permutation), """
        // Fisher and Yates, each number by Lemire's method (2019).
        private static void Permutation(ulong seed, ulong stream, ref ulong position, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = i;
            for (var last = y.Length - 1; last > 0; last--)
            {
                var range = (uint)last + 1;
                var product = 0ul;
                do
                {
                    product = (ulong)Words(seed, stream, ref position, 1)[0] * range;
                }
                while ((product & uint.MaxValue) < (0x1_0000_0000ul - range) % range);
                var other = (int)(product >> 32);
                (y[last], y[other]) = (y[other], y[last]);
            }
        }
        """, Words);

    private static string List(ReadOnlySpan<double> values) => CodeOperation.List(values);
}
