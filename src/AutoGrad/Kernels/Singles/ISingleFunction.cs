using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>A function of each float of a register, computed in float: twice as many at a time as in double.</summary>
internal interface ISingleFunction
{
    static abstract V At<V>(V x) where V : struct, IRegister<float, V>;
}
