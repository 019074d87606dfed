using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>eˣ for x that are at most 0 or NaN.</summary>
internal unsafe interface INegativeExponential<T> : IRegisterFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary><see cref="SoftmaxGroups{T, V, TExponential, TTerm}.Lines"/> with this function, held in registers.</summary>
    static abstract void Lines<V>(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory) where V : struct, IRegister<T, V>;

    /// <summary>
    /// <see cref="SoftmaxStrips{T, V, TFunction}.Keep"/> with this function where the block has results, and else
    /// <see cref="SoftmaxStrips{T, V, TFunction}.Sums"/> with what is precise enough for them.
    /// </summary>
    static abstract void Sums<V>(in ColumnBlock<T> block, T* max, T* sums, nint ahead) where V : struct, IRegister<T, V>;

    /// <summary><see cref="SoftmaxStrips{T, V, TFunction}.Results"/> with this function.</summary>
    static abstract void Results<V>(in ColumnBlock<T> block, T* max, T* factors, nint ahead) where V : struct, IRegister<T, V>;
}
