using System.Numerics;

namespace AutoGrad.Kernels.Fused;

/// <summary>A function of each pair of elements of two registers, in the element type itself.</summary>
internal interface IRegisterFunction2<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract V At<V>(V a, V b) where V : struct, IRegister<T, V>;

    /// <summary>The same where all pairs are common ones, or false.</summary>
    static abstract bool TryAt<V>(V a, V b, out V y) where V : struct, IRegister<T, V>;
}
