using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>tanh x, within 1.5 units in the last place.</summary>
internal readonly struct SingleTanh : ISingleFunction
{
    // Beyond it the result is 1.
    private const float Last = 9.1f;

    public static void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V>
    {
        if (V.HasTables)
            SingleLoop.Apply<FromTables<V>, V>(x, y);
        else
            SingleLoop.Apply<PlainBody<FromExponential, V>, V>(x, y);
    }

    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly struct FromTables<V>(Held<V> held) : ISingleBody<FromTables<V>, V> where V : struct, IRegister<float, V>
    {
        private readonly PiecewisePolynomial<Pieces, V> _pieces = new(held);

        public static bool IsTotal => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static FromTables<V> Create(Held<V> held) => new(held);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V At(V x) => V.CopySign(_pieces.At(V.Abs(x)), x);
    }

    private readonly struct FromExponential : IPlainFunction<FromExponential>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V x) where V : struct, IRegister<float, V>
        {
            // Near 0 an odd polynomial, of which only the last step rounds what is not small.
            var z = x * x;
            var p = V.MultiplyAdd(z, V.Repeat(-0.006234308f), V.Repeat(0.021045836f));
            p = V.MultiplyAdd(z, p, V.Repeat(-0.05384669f));
            p = V.MultiplyAdd(z, p, V.Repeat(0.1333254f));
            p = V.MultiplyAdd(z, p, V.Repeat(-0.33333316f));
            var near = V.MultiplyAdd(x * z, p, x);
            // Further out 1 - 2/(e²ˣ + 1), whose last term is at most ½, so that its errors count half or less.
            var size = V.Abs(x);
            var a = SingleExponential.AtMost(size, Last);
            var fraction = SingleExponential.ReducedTo(a + a, out var power);
            var one = V.Repeat(1);
            var far = one - (V.Repeat(2) / (V.MultiplyAdd(power, fraction, power) + one));
            // Zero keeps its sign, too.
            return V.CopySign(V.WhereGreater(V.Repeat(0.55f), size, near, far), x);
        }
    }

    private readonly struct Pieces : IPieces
    {
        // The pieces begin at 1.375, 1.875, 2.375, 2.875; from 3.375 to 6.375, each 1 later; at 7.375; at 0, 0.125, 0.25; from 0.375 to 1.125, each ¼ later.
        public static ReadOnlySpan<float> Coefficients =>
        [
            0.004309673f, -5.301068e-04f, -6.3904776e-04f, -3.053956e-04f, -7.8230674e-05f, -1.0884443e-05f, -1.4785106e-06f, -2.0018672e-07f,
            3.6596216e-08f, -0.019520134f, -0.09021298f, -0.05761645f, -0.051220324f, -0.001875665f, 0.01850546f, 0.01463503f,
            -0.005316008f, 0.0052478127f, 0.003317018f, 0.0014333582f, 4.7066595e-04f, 6.502522e-05f, 8.824619e-06f, 1.1947039e-06f,
            -1.8604962e-07f, 0.13598311f, 0.12980457f, 0.067292534f, 0.01199006f, -0.062024318f, -0.06011524f, -0.030321667f,
            -0.022625785f, -0.021042671f, -0.009971592f, -0.004000365f, -0.0014528534f, -1.9927825e-04f, -2.701821e-05f, -3.657381e-06f,
            2.6974442e-07f, -1.638591e-04f, 0.07806861f, 0.14037582f, 0.16920887f, 0.13897209f, 0.060953725f, 0.0029458997f,
            0.0997753f, 0.051829074f, 0.021514006f, 0.008268575f, 0.0030681037f, 4.184121e-04f, 5.6684523e-05f, 7.672473e-06f,
            1.9199881e-07f, -0.3333289f, -0.31285948f, -0.25699446f, -0.17868508f, -0.01791709f, 0.08179712f, 0.111005306f,
            -0.19877252f, -0.08567302f, -0.033431645f, -0.012569815f, -0.004657926f, -6.329106e-04f, -8.570156e-05f, -1.1599292e-05f,
            -1.0878723e-06f, -3.898113e-08f, -0.12243241f, -0.23022604f, -0.31233415f, -0.38401237f, -0.355132f, -0.27923596f,
            0.22590536f, 0.08979769f, 0.034015637f, 0.012650458f, 0.0046723858f, 6.336181e-04f, 8.577436e-05f, 1.1608727e-05f,
            1.4439196e-06f, 1, 0.98453635f, 0.94001484f, 0.87157995f, 0.6924191f, 0.5045169f, 0.3450318f,
            0.8798267f, 0.95404524f, 0.982845f, 0.9936546f, 0.997661f, 0.99968314f, 0.9999571f, 0.9999942f,
            0.9999992f, 0, 0.124353f, 0.24491866f, 0.3583574f, 0.5545997f, 0.7039056f, 0.8093011f,
        ];

        public static float Start => 0.625f;

        public static int Digits => 2;

        public static float Last => SingleTanh.Last;

        public static bool FirstIsDifference => false;
    }
}
