using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>eˣ, within 1.5 units in the last place.</summary>
internal readonly struct SingleExp : ISingleFunction
{
    // Beyond these the result is infinite or 0.
    private const float Highest = 89;
    private const float Lowest = -104;

    public static void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V> => SingleLoop.Apply<Body<V>, V>(x, y);

    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly struct Body<V>(Held<V> held) : ISingleBody<Body<V>, V> where V : struct, IRegister<float, V>
    {
        private readonly V _highest = held.Of(Highest);
        private readonly V _lowest = held.Of(Lowest);
        private readonly V _one = held.Of(1);
        private readonly ExponentialBody<V> _exponential = new(held);

        public static bool IsTotal => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Body<V> Create(Held<V> held) => new(held);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V At(V x)
        {
            var a = V.AtLeast(V.AtMost(x, _highest), _lowest);
            var fraction = _exponential.Reduced(a, out var k);
            return SingleExponential.Scale(_one + fraction, k);
        }
    }
}
