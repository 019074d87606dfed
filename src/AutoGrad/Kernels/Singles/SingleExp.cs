using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>eˣ, within 1.5 units in the last place.</summary>
internal readonly struct SingleExp : ISingleFunction
{
    // Beyond these the result is infinite or 0.
    private const float Highest = 89;
    private const float Lowest = -104;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        var a = V.AtLeast(V.AtMost(x, V.Repeat(Highest)), V.Repeat(Lowest));
        var fraction = SingleExponential.Reduced(a, out var k);
        return SingleExponential.Scale(V.Repeat(1) + fraction, k);
    }
}
