using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>A function whose constants stay in registers while many are computed: made before a loop, and asked in it.</summary>
internal interface IHeldFunction<T, V, TSelf>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct, IRegister<T, V>
    where TSelf : struct, IHeldFunction<T, V, TSelf>
{
    static abstract TSelf Hold();

    /// <summary>The same with constants from memory, where there are too few registers to hold them.</summary>
    static abstract V At(V x);

    V Of(V x);

    /// <summary>Puts the results where four registers were.</summary>
    void Of(ref V a, ref V b, ref V c, ref V d);
}
