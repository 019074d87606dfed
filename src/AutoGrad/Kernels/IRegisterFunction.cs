using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>A function of each element of a register, with the same bits from registers of every width.</summary>
internal interface IRegisterFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract V At<V>(V x) where V : struct, IRegister<T, V>;
}
