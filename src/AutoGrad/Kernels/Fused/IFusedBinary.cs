using System.Numerics;

namespace AutoGrad.Kernels.Fused;

/// <summary>An exactly rounded operation on two registers.</summary>
internal interface IFusedBinary
{
    static abstract V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>;
}
