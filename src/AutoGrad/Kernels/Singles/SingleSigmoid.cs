using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>1/(1 + e⁻ˣ), within 3 units in the last place.</summary>
internal readonly struct SingleSigmoid : ISingleFunction
{
    // Beyond these eˣ is 0, or so large that 1 does not count beside it.
    private const float Highest = 25;
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
            // eˣ/(1 + eˣ) keeps its digits as it vanishes, too.
            var fraction = _exponential.Reduced(V.AtLeast(V.AtMost(x, _highest), _lowest), out var k);
            var power = SingleExponential.Scale(_one + fraction, k);
            return power / (_one + power);
        }
    }
}
