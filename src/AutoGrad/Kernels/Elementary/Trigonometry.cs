using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The tangent. That of the library takes short runs, and in double registers with a large element, in another way, so that the last bit of an
/// element would depend on its place and on its neighbours.
/// </summary>
internal static class Trigonometry
{
    // Up to it, x less a multiple of π/2 has all its digits.
    private const double Far = 500000;

    public static void Tan<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> tile = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var input = tile[..Math.Min(tile.Length, x.Length - start)];
            x.Slice(start, input.Length).CopyTo(input);
            var output = y.Slice(start, input.Length);
            ElementaryMap.Apply<T, TanFunction>(input, output);
            var far = T.CreateTruncating(Far);
            if (T.Abs(TensorPrimitives.MaxMagnitudeNumber<T>(input)) <= far)
                continue;
            for (var i = 0; i < input.Length; i++)
                output[i] = T.Abs(input[i]) <= far ? output[i] : T.Tan(input[i]);
        }
    }

    private readonly struct TanFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // x less a multiple of π/2, in three parts, as r + rest.
            var k = V.Round(x * 0.6366197723675814);
            var first = V.MultiplyAdd(k, -1.5707963267948966, x);
            var r = V.MultiplyAdd(k, -6.123233995736766e-17, first);
            var rest = V.MultiplyAdd(k, -6.123233995736766e-17, first - r);
            rest = V.MultiplyAdd(k, 1.4973849048591698e-33, rest);
            var z = r * r;
            V p = 8.503058194385711e-06;
            p = V.MultiplyAdd(p, z, -1.8397236604839596e-05);
            p = V.MultiplyAdd(p, z, 3.666783983827127e-05);
            p = V.MultiplyAdd(p, z, -1.1178698604230587e-05);
            p = V.MultiplyAdd(p, z, 5.5705132251992434e-05);
            p = V.MultiplyAdd(p, z, 8.992810538417746e-05);
            p = V.MultiplyAdd(p, z, 0.00024124581146815736);
            p = V.MultiplyAdd(p, z, 0.0005895709473878464);
            p = V.MultiplyAdd(p, z, 0.0014559035141199599);
            p = V.MultiplyAdd(p, z, 0.0035921208933150546);
            p = V.MultiplyAdd(p, z, 0.008863236009826123);
            p = V.MultiplyAdd(p, z, 0.02186948851679944);
            p = V.MultiplyAdd(p, z, 0.05396825396866166);
            p = V.MultiplyAdd(p, z, 0.13333333333332995);
            p = V.MultiplyAdd(p, z, 0.3333333333333333);
            // tan(r + rest) = tan r + rest·(1 + tan²r).
            var t = V.MultiplyAdd(r * z, p, r);
            t = r + V.MultiplyAdd(r * z, p, V.MultiplyAdd(t * t, rest, rest));
            var half = k * 0.5;
            var y = V.Select(V.Equal(half, V.Floor(half)), t, -1 / t);
            return V.Select(V.Equal(x, 0), x, y);
        }
    }
}
