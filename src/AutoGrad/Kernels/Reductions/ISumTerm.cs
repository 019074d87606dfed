using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>What an element adds to a sum, for <see cref="LineSum{T}"/>: 0 to a sum of 0 where all bits of the result are cleared.</summary>
internal interface ISumTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    V Add<V>(V x, V sum) where V : struct, IRegister<T, V>;
}
