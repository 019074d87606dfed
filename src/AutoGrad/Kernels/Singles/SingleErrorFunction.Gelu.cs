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
                SingleLoop.Apply<PlainText<FromExponential, V>, V>(x, y);
        }

        /// <summary>max(x, 0) - a·Φ(-a) with a = |x|, where Φ(-a) is not small, and 0 to the right of there.</summary>
        [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly struct FromTables<V>(Held<V> held) : ISingleText<FromTables<V>, V> where V : struct, IRegister<float, V>
        {
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
            private readonly V _sixth = held.Table(in Coefficients[0]);
            private readonly V _sixthOn = held.Table(in Coefficients[16]);
            private readonly V _fifth = held.Table(in Coefficients[32]);
            private readonly V _fifthOn = held.Table(in Coefficients[48]);
            private readonly V _fourth = held.Table(in Coefficients[64]);
            private readonly V _fourthOn = held.Table(in Coefficients[80]);
            private readonly V _third = held.Table(in Coefficients[96]);
            private readonly V _thirdOn = held.Table(in Coefficients[112]);
            private readonly V _second = held.Table(in Coefficients[128]);
            private readonly V _secondOn = held.Table(in Coefficients[144]);
            private readonly V _first = held.Table(in Coefficients[160]);
            private readonly V _firstOn = held.Table(in Coefficients[176]);
            private readonly V _zeroth = held.Table(in Coefficients[192]);
            private readonly V _zerothOn = held.Table(in Coefficients[208]);

            public static bool IsTotal => false;

            // The coefficients of 32 polynomials in what lies beyond the middle of a piece, those of the sixth power first.
            private static ReadOnlySpan<float> Coefficients =>
            [
                -0.012829031f, -0.0116159385f, -0.0074704723f, -0.0022687742f, 9.815665e-04f, 0.004260597f, 0.00629331f, 0.0068216496f,
                0.006132694f, 0.0049456265f, 0.0022985146f, 4.582797e-04f, -7.049642e-04f, -0.0016518898f, -0.0018278231f, -0.0018038743f,
                -0.0014584179f, -9.4090635e-04f, -5.873666e-04f, -2.0009326e-04f, 2.4583474e-05f, 9.905539e-05f, 1.482656e-04f, 1.5044876e-04f,
                1.2620825e-04f, 9.3932336e-05f, 6.650205e-05f, 4.2551874e-05f, 2.5869775e-05f, 1.49625685e-05f, 8.179127e-06f, 4.3084347e-06f,
                6.050925e-04f, -0.010389921f, -0.01838676f, -0.022673186f, -0.023492174f, -0.020550499f, -0.014910658f, -0.008167509f,
                -0.0015059254f, 0.003603981f, 0.007572693f, 0.009026474f, 0.008623129f, 0.007298957f, 0.0053310995f, 0.0033726436f,
                0.0016793441f, 4.0712973e-04f, -3.508068e-04f, -7.5941166e-04f, -8.6333475e-04f, -7.8396086e-04f, -6.41191e-04f, -4.7934073e-04f,
                -3.3333385e-04f, -2.1784651e-04f, -1.353405e-04f, -7.980767e-05f, -4.4968132e-05f, -2.4253462e-05f, -1.2543811e-05f, -6.234442e-06f,
                0.06644628f, 0.06216784f, 0.049945142f, 0.032152772f, 0.012007941f, -0.0071721277f, -0.022594992f, -0.03254367f,
                -0.036557496f, -0.035299156f, -0.030177979f, -0.022943951f, -0.0152221685f, -0.008249461f, -0.0027644588f, 9.890005e-04f,
                0.0031274273f, 0.003984918f, 0.003970813f, 0.0034610084f, 0.0027508675f, 0.0020342832f, 0.0014151146f, 9.327414e-04f,
                5.853528e-04f, 3.5094612e-04f, 2.01501e-04f, 1.1103012e-04f, 5.8795416e-05f, 2.9957802e-05f, 1.4702896e-05f, 6.955546e-06f,
                1.2669158e-06f, 0.044713426f, 0.08363711f, 0.112085246f, 0.12730448f, 0.12882091f, 0.11831053f, 0.09901793f,
                0.07493376f, 0.049970854f, 0.027288338f, 0.008955613f, -0.0041494775f, -0.012148156f, -0.01583647f, -0.01634752f,
                -0.014848174f, -0.012341216f, -0.009568155f, -0.0069944365f, -0.004854044f, -0.0032126617f, -0.0020342586f, -0.0012353024f,
                -7.206963e-04f, -4.045364e-04f, -2.1870971e-04f, -1.139975e-04f, -5.7327186e-05f, -2.7831758e-05f, -1.3051771e-05f, -5.9148424e-06f,
                -0.3989423f, -0.38728687f, -0.3538367f, -0.3028511f, -0.24053644f, -0.17393614f, -0.10976597f, -0.053441904f,
                -0.0084772315f, 0.023685448f, 0.04345099f, 0.052580867f, 0.05359101f, 0.04918261f, 0.04180544f, 0.03339709f,
                0.02529147f, 0.018256575f, 0.012608716f, 0.008353897f, 0.005320257f, 0.0032617885f, 0.0019273929f, 0.0010987119f,
                6.0468254e-04f, 3.2149468e-04f, 1.652154e-04f, 8.210122e-05f, 3.946707e-05f, 1.8358929e-05f, 8.266258e-06f, 3.6035185e-06f,
                0.5f, 0.36420503f, 0.23624833f, 0.12295918f, 0.029339544f, -0.041919902f, -0.09052514f, -0.118290514f,
                -0.12857614f, -0.1255927f, -0.11371814f, -0.096941665f, -0.078499824f, -0.06071768f, -0.045024917f, -0.032092232f,
                -0.022027534f, -0.014579923f, -0.009316027f, -0.005751146f, -0.0034325297f, -0.001981726f, -0.0011072189f, -5.9888395e-04f,
                -3.136926e-04f, -1.5915897e-04f, -7.8238336e-05f, -3.7269427e-05f, -1.7206894e-05f, -7.700728e-06f, -3.3411488e-06f, -1.4055406e-06f,
                0, 0.07421011f, 0.12564652f, 0.15626436f, 0.16904515f, 0.16763556f, 0.15593717f, 0.13771448f,
                0.116277866f, 0.09427692f, 0.07361398f, 0.055465665f, 0.040383913f, 0.028441817f, 0.019391043f, 0.012805296f,
                0.008194349f, 0.0050830566f, 0.003057305f, 0.0017834033f, 0.0010090965f, 5.539229e-04f, 2.9501854e-04f, 1.5246632e-04f,
                7.646404e-05f, 3.721584e-05f, 1.757962e-05f, 8.059767e-06f, 3.5866087e-06f, 1.549204e-06f, 6.4954435e-07f, 2.6435978e-07f,
            ];

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static FromTables<V> Create(Held<V> held) => new(held);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool IsOrdinary(V x) => V.AllLess(V.Repeat(-Last), x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V At(V x)
            {
                var a = V.AtMost(V.Abs(x), _last);
                // The sum rounds to a whole number, which counts the pieces, and has it in its lowest bits.
                var place = V.MultiplyAdd(a, _perDistance, _magic);
                var r = V.MultiplyAdd(place - _magic, _distance, a);
                var p = V.MultiplyAdd(r, At(0, _sixth, _sixthOn, place), At(1, _fifth, _fifthOn, place));
                p = V.MultiplyAdd(r, p, At(2, _fourth, _fourthOn, place));
                p = V.MultiplyAdd(r, p, At(3, _third, _thirdOn, place));
                p = V.MultiplyAdd(r, p, At(4, _second, _secondOn, place));
                p = V.MultiplyAdd(r, p, At(5, _first, _firstOn, place));
                p = V.MultiplyAdd(r, p, At(6, _zeroth, _zerothOn, place));
                // Zero keeps its sign, too.
                return V.CopySign(V.AtLeast(x, _zero) - p, x);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V Choose(V x, V ordinary, V rare) => V.WhereGreater(x, V.Repeat(-Last), ordinary, rare);

            // To the left of all pieces x·Φ(x) = -e^(-a²/2)·s, where s = a·e^(a²/2)·Φ(-a) is a polynomial in 1/a², whose first coefficient is near 1/√(2π).
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static V AtRare(V x)
            {
                var half = V.Repeat(0.5f);
                var a = SingleExponential.AtMost(V.Abs(x), Vanished);
                var halved = half * a;
                var square = halved * a;
                var z = half / square;
                var s = V.MultiplyAdd(z, V.Repeat(-135.01613f), V.Repeat(33.455574f));
                s = V.MultiplyAdd(z, s, V.Repeat(-5.817807f));
                s = V.MultiplyAdd(z, s, V.Repeat(1.195046f));
                s = V.MultiplyAdd(z, s, V.Repeat(-0.3989329f));
                s = V.MultiplyAdd(z, s, V.Repeat(0.39894226f));
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
