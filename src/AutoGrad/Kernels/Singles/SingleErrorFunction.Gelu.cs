using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <content>x·Φ(x).</content>
internal static partial class SingleErrorFunction
{
    /// <summary>Within 4 units in the last place, until it vanishes.</summary>
    internal readonly struct Gelu : ISingleFunction
    {
        // From here on, Φ(-a) is 0.
        private const float Vanished = 14.8f;

        private const float RootHalf = 0.70710677f;
        private const float RootHalfLow = 1.21016175e-8f;

        public static void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V>
        {
            if (V.HasTables)
                SingleLoop.Apply<FromTables<V>, V>(x, y);
            else
                SingleLoop.Apply<PlainBody<FromExponential, V>, V>(x, y);
        }

        /// <summary>max(x, 0) - a·Φ(-a) with a = |x|, where a·Φ(-a) is a polynomial on each of 32 pieces.</summary>
        [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly struct FromTables<V>(Held<V> held) : ISingleBody<FromTables<V>, V> where V : struct, IRegister<float, V>
        {
            // To the left of it, the polynomials do not have all digits of what is small there.
            private const float Leftmost = -4.55f;

            // Beyond it, a·Φ(-a) is less than half a unit in the last place of a.
            private const float Last = 5.4f;

            // The distance of the middles of pieces, and one by it.
            private const float Distance = 0.171875f;
            private const float PerDistance = 5.818182f;

            private readonly V _last = held.Of(Last);
            private readonly V _zero = held.Of(0);
            private readonly V _magic = held.Of(SingleExponential.Magic);
            private readonly V _perDistance = held.Of(PerDistance);
            private readonly V _distance = held.Of(-Distance);
            private readonly V _fifth = held.Table(in Coefficients[0]);
            private readonly V _fifthOn = held.Table(in Coefficients[16]);
            private readonly V _fourth = held.Table(in Coefficients[32]);
            private readonly V _fourthOn = held.Table(in Coefficients[48]);
            private readonly V _third = held.Table(in Coefficients[64]);
            private readonly V _thirdOn = held.Table(in Coefficients[80]);
            private readonly V _second = held.Table(in Coefficients[96]);
            private readonly V _secondOn = held.Table(in Coefficients[112]);
            private readonly V _first = held.Table(in Coefficients[128]);
            private readonly V _firstOn = held.Table(in Coefficients[144]);
            private readonly V _zeroth = held.Table(in Coefficients[160]);
            private readonly V _zerothOn = held.Table(in Coefficients[176]);

            public static bool IsTotal => false;

            // The coefficients of 32 polynomials in what lies beyond the middle of a piece, those of the fifth power first.
            private static ReadOnlySpan<float> Coefficients =>
            [
                -0.0022110476f, -0.009962699f, -0.017694447f, -0.022677917f, -0.023473984f, -0.02055694f, -0.014928666f, -0.008110811f,
                -0.0014251192f, 0.0038236044f, 0.007544814f, 0.009006583f, 0.008657486f, 0.007308203f, 0.005346347f, 0.003366029f,
                0.0016639227f, 4.0621875e-04f, -3.6528148e-04f, -7.5831014e-04f, -8.6170644e-04f, -7.856894e-04f, -6.409412e-04f, -4.7819165e-04f,
                -3.3135604e-04f, -2.166761e-04f, -1.3420543e-04f, -7.906709e-05f, -4.4473876e-05f, -2.3958532e-05f, -1.238662e-05f, -6.1486753e-06f,
                0.06665971f, 0.062067963f, 0.04988171f, 0.032128103f, 0.012016777f, -0.0071274647f, -0.022531198f, -0.03247636f,
                -0.036498234f, -0.035259977f, -0.03015575f, -0.02294038f, -0.0152273f, -0.008265651f, -0.0027823963f, 9.706594e-04f,
                0.0031131145f, 0.0039751865f, 0.0039654695f, 0.0034590987f, 0.0027510023f, 0.002035196f, 0.0014166413f, 9.342462e-04f,
                5.8664207e-04f, 3.519039e-04f, 2.02175e-04f, 1.1146496e-04f, 5.905968e-05f, 3.0110163e-05f, 1.47862465e-05f, 6.999412e-06f,
                -5.1209613e-06f, 0.04471067f, 0.08363022f, 0.11208527f, 0.12730436f, 0.12882094f, 0.11831065f, 0.09901756f,
                0.07493323f, 0.049969446f, 0.027288523f, 0.0089557385f, -0.0041496917f, -0.012148217f, -0.01583657f, -0.016347477f,
                -0.014848073f, -0.01234121f, -0.009568061f, -0.006994444f, -0.0048540523f, -0.0032126503f, -0.0020342602f, -0.0012353099f,
                -7.207138e-04f, -4.0454633e-04f, -2.187194e-04f, -1.14004055e-04f, -5.7331563e-05f, -2.7834401e-05f, -1.3053156e-05f, -5.9155996e-06f,
                -0.39894223f, -0.38728672f, -0.3538366f, -0.30285105f, -0.24053645f, -0.17393625f, -0.10976611f, -0.053442046f,
                -0.008477351f, 0.023685405f, 0.043450944f, 0.052580863f, 0.053591013f, 0.049182642f, 0.041805476f, 0.03339713f,
                0.0252915f, 0.018256597f, 0.012608726f, 0.008353901f, 0.005320257f, 0.003261787f, 0.0019273894f, 0.0010987086f,
                6.0467963e-04f, 3.2149252e-04f, 1.652139e-04f, 8.210024e-05f, 3.9466475e-05f, 1.8358587e-05f, 8.266071e-06f, 3.60342e-06f,
                0.5f, 0.36420503f, 0.23624834f, 0.12295918f, 0.029339544f, -0.041919902f, -0.09052514f, -0.118290514f,
                -0.12857614f, -0.1255927f, -0.11371814f, -0.096941665f, -0.078499824f, -0.06071768f, -0.045024917f, -0.032092232f,
                -0.022027534f, -0.014579923f, -0.009316027f, -0.005751146f, -0.0034325297f, -0.001981726f, -0.0011072189f, -5.9888395e-04f,
                -3.1369258e-04f, -1.5915895e-04f, -7.823832e-05f, -3.7269416e-05f, -1.7206887e-05f, -7.7007235e-06f, -3.3411466e-06f, -1.4055394e-06f,
                0, 0.07421011f, 0.12564652f, 0.15626436f, 0.16904515f, 0.16763556f, 0.15593717f, 0.13771448f,
                0.116277866f, 0.09427692f, 0.07361398f, 0.055465665f, 0.040383913f, 0.028441817f, 0.019391043f, 0.012805296f,
                0.008194349f, 0.0050830566f, 0.003057305f, 0.0017834033f, 0.0010090965f, 5.539229e-04f, 2.9501854e-04f, 1.5246632e-04f,
                7.646404e-05f, 3.721584e-05f, 1.757962e-05f, 8.059767e-06f, 3.5866087e-06f, 1.549204e-06f, 6.4954435e-07f, 2.6435978e-07f,
            ];

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static FromTables<V> Create(Held<V> held) => new(held);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool IsOrdinary(V x) => V.AllLess(V.Repeat(Leftmost), x);

            // The smaller of two loses a NaN, perhaps: its result is NaN either way.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool AreOrdinary(V x, V next) => IsOrdinary(V.AtMost(x, next));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V At(V x)
            {
                var a = V.AtMost(V.Abs(x), _last);
                // The sum rounds to a whole number, which counts the pieces, and has it in its lowest bits.
                var place = V.MultiplyAdd(a, _perDistance, _magic);
                var r = V.MultiplyAdd(place - _magic, _distance, a);
                var p = V.MultiplyAdd(r, At(0, _fifth, _fifthOn, place), At(1, _fourth, _fourthOn, place));
                p = V.MultiplyAdd(r, p, At(2, _third, _thirdOn, place));
                p = V.MultiplyAdd(r, p, At(3, _second, _secondOn, place));
                p = V.MultiplyAdd(r, p, At(4, _first, _firstOn, place));
                p = V.MultiplyAdd(r, p, At(5, _zeroth, _zerothOn, place));
                // Zero keeps its sign, too.
                return V.CopySign(V.AtLeast(x, _zero) - p, x);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V Choose(V x, V ordinary, V rare) => V.WhereGreater(x, V.Repeat(Leftmost), ordinary, rare);

            // To the left of all pieces x·Φ(x) = -e^(-a²/2)·s, where s = a·e^(a²/2)·Φ(-a) is a polynomial in 1/a², whose first coefficient is near 1/√(2π).
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V AtRare(V x)
            {
                var half = V.Repeat(0.5f);
                var a = SingleExponential.AtMost(V.Abs(x), Vanished);
                var halved = half * a;
                var square = halved * a;
                var z = half / square;
                var s = V.MultiplyAdd(z, V.Repeat(-96.62511f), V.Repeat(29.347788f));
                s = V.MultiplyAdd(z, s, V.Repeat(-5.655232f));
                s = V.MultiplyAdd(z, s, V.Repeat(1.1921443f));
                s = V.MultiplyAdd(z, s, V.Repeat(-0.39891028f));
                s = V.MultiplyAdd(z, s, V.Repeat(0.3989422f));
                var fraction = SingleExponential.Reduced(-square, -V.MultiplyAdd(halved, a, -square), out var k);
                var y = SingleExponential.Scale(V.MultiplyAdd(s, fraction, s), k);
                // At -∞, the product of -∞ and 0.
                return V.MultiplyAdd(V.Repeat(0), x, -y);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static V At(int row, V first, V second, V place) => V.Lookup(in Coefficients[32 * row], first, second, place);
        }

        private readonly struct FromExponential : IPlainFunction<FromExponential>
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V At<V>(V x) where V : struct, IRegister<float, V>
            {
                var a = SingleExponential.AtMost(V.Abs(x), Vanished);
                // Taken from x itself, the exponent x²/2 has no error that a large x would multiply.
                var half = V.Repeat(0.5f);
                var halved = half * a;
                var square = halved * a;
                var y = half * Complement(a, RootHalf, RootHalfLow, square, V.MultiplyAdd(halved, a, -square), out var k);
                // To the left the result, to the right Φ(-x). Scaled last, what is tiny is rounded once.
                var zero = V.Repeat(0);
                y = SingleExponential.Scale(V.WhereGreater(zero, x, -a * y, y), k);
                // At -∞, the product of -∞ and 0.
                return V.WhereGreater(zero, x, V.MultiplyAdd(zero, x, y), x * (V.Repeat(1) - y));
            }
        }
    }
}
