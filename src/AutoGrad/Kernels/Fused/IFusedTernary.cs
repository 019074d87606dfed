using System.Numerics;

namespace AutoGrad.Kernels.Fused;

/// <summary>An exactly rounded operation on three registers.</summary>
internal interface IFusedTernary
{
    static abstract V Of<T, V>(V a, V b, V c) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>;
}
