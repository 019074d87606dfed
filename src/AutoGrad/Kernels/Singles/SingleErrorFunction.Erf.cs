using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <content>erf x.</content>
internal static partial class SingleErrorFunction
{
    /// <summary>Within 1.1 units in the last place.</summary>
    internal readonly struct Erf : ISingleFunction
    {
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
                var p = V.MultiplyAdd(z, V.Repeat(7.842288e-05f), V.Repeat(-0.0008006793f));
                p = V.MultiplyAdd(z, p, V.Repeat(0.0051879627f));
                p = V.MultiplyAdd(z, p, V.Repeat(-0.026853643f));
                p = V.MultiplyAdd(z, p, V.Repeat(0.112835824f));
                p = V.MultiplyAdd(z, p, V.Repeat(-0.37612626f));
                p = V.MultiplyAdd(z, p, V.Repeat(0.12837917f));
                var near = V.MultiplyAdd(x, p, x);
                // Further out 1 - e^-g with a polynomial g: e^-g is at most 0.16, so that its errors hardly count.
                var size = V.Abs(x);
                var a = SingleExponential.AtMost(size, 4);
                var g = V.MultiplyAdd(a, V.Repeat(-0.00021170467f), V.Repeat(0.0031958686f));
                g = V.MultiplyAdd(a, g, V.Repeat(-0.022827731f));
                g = V.MultiplyAdd(a, g, V.Repeat(0.10516301f));
                g = V.MultiplyAdd(a, g, V.Repeat(0.6357948f));
                g = V.MultiplyAdd(a, g, V.Repeat(0.12849125f));
                g = V.MultiplyAdd(a, g, a);
                var fraction = SingleExponential.ReducedTo(-g, out var power);
                var far = V.Repeat(1) - V.MultiplyAdd(power, fraction, power);
                return V.CopySign(V.WhereGreater(V.Repeat(1), size, near, far), x);
            }
        }

        private readonly struct Pieces : IPieces
        {
            // The pieces begin at 0, and each ¼ later up to 2, and from there each ½ later.
            public static ReadOnlySpan<float> Coefficients =>
            [
                -0.018991563f, -0.049190555f, -0.041780498f, -0.010972127f, 0.014922212f, 0.02203207f, 0.014415472f, 0.004153837f,
                -0.0027461068f, -0.0016833481f, -2.7908233e-04f, -2.1283664e-05f, 0, 0, 0, 0,
                0.11789908f, 0.08221834f, 0.004316738f, -0.05846251f, -0.07224076f, -0.04716847f, -0.013119558f, 0.008205333f,
                0.014698659f, 0.0053524775f, 7.516811e-04f, 5.2174128e-05f, 0, 0, 0, 0,
                -6.1228784e-04f, 0.12670933f, 0.1835668f, 0.15151991f, 0.069637865f, -0.0061828536f, -0.04489773f, -0.048362304f,
                -0.03489002f, -0.0083689075f, -9.636844e-04f, -5.8999358e-05f, 0, 0, 0, 0,
                -0.3760945f, -0.30915478f, -0.14650095f, 0.02672274f, 0.13833584f, 0.16753888f, 0.1387777f, 0.09017907f,
                0.048288595f, 0.008307759f, 7.76288e-04f, 4.095063e-05f, 0, 0, 0, 0,
                -5.0526376e-07f, -0.26500386f, -0.43939012f, -0.48219597f, -0.41510645f, -0.29565156f, -0.17839645f, -0.092357084f,
                -0.041338544f, -0.005442462f, -4.1681054e-04f, -1.8800452e-05f, 0, 0, 0, 0,
                0.12837917f, 1.0600141f, 0.8787826f, 0.64293104f, 0.4151075f, 0.23652112f, 0.1189303f, 0.052775007f,
                0.020667093f, 0.0021782012f, 1.3922951e-04f, 5.397046e-06f, 0, 0, 0, 0,
                0, 0.2763264f, 0.5204999f, 0.71115565f, 0.8427008f, 0.92290014f, 0.96610516f, 0.9866717f,
                0.9953223f, 0.999593f, 0.9999779f, 0.9999993f, 0, 0, 0, 0,
            ];

            public static float Start => 2;

            public static int Digits => 3;

            public static float Last => 3.99f;

            public static bool FirstIsDifference => true;
        }
    }
}
