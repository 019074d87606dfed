using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>1/(1 + e⁻ˣ), within 3 units in the last place.</summary>
internal readonly struct SingleSigmoid : ISingleFunction
{
    // Below it eˣ is 0.
    private const float Lowest = -104;

    public static void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V> => SingleLoop.Apply<Text<V>, V>(x, y);

    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly struct Text<V>(Held<V> held) : ISingleText<Text<V>, V> where V : struct, IRegister<float, V>
    {
        private readonly V _lowest = held.Of(Lowest);
        private readonly V _zero = held.Of(0);
        private readonly V _one = held.Of(1);
        private readonly ExponentialText<V> _exponential = new(held);

        public static bool IsTotal => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Text<V> Create(Held<V> held) => new(held);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V At(V x)
        {
            // To the left eˣ/(1 + eˣ), which keeps its digits as it vanishes.
            var fraction = _exponential.Reduced(V.AtLeast(-V.Abs(x), _lowest), out var k);
            var power = SingleExponential.Scale(_one + fraction, k);
            return V.WhereGreater(_zero, x, power, _one) / (_one + power);
        }
    }
}
