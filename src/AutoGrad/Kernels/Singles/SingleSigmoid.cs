using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>1/(1 + e⁻ˣ), within 3 units in the last place.</summary>
internal readonly struct SingleSigmoid : ISingleFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        // To the left eˣ/(1 + eˣ), which keeps its digits as it vanishes.
        var one = V.Repeat(1);
        var power = SingleExp.At(-V.Abs(x));
        return V.WhereGreater(V.Repeat(0), x, power, one) / (one + power);
    }
}
