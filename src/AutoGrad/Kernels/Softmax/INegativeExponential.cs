using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>eˣ for x that are at most 0 or NaN.</summary>
internal interface INegativeExponential<T> : IRegisterFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary><see cref="SoftmaxGroups{T, V, TExponential, TTerm}.Lines"/> with this function, held in registers.</summary>
    static abstract void Lines<V>(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory) where V : struct, IRegister<T, V>;
}
