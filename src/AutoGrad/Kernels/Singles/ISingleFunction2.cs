using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>A function of each pair of floats of two registers, computed in float: twice as many at a time as in double.</summary>
internal interface ISingleFunction2
{
    static abstract V At<V>(V a, V b) where V : struct, IRegister<float, V>;
}
