using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>tanh x, within 1.5 units in the last place.</summary>
internal readonly struct SingleTanh : IPlainFunction<SingleTanh>
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
        var a = SingleExponential.AtMost(size, 9.1f);
        var fraction = SingleExponential.ReducedTo(a + a, out var power);
        var one = V.Repeat(1);
        var far = one - (V.Repeat(2) / (V.MultiplyAdd(power, fraction, power) + one));
        // Zero keeps its sign, too.
        return V.CopySign(V.WhereGreater(V.Repeat(0.55f), size, near, far), x);
    }
}
