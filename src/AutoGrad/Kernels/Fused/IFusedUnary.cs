using System.Numerics;

namespace AutoGrad.Kernels.Fused;

/// <summary>An exactly rounded operation on one register.</summary>
internal interface IFusedUnary
{
    static abstract V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>;
}
