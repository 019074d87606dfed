using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels.Fused;

/// <summary>Computes exactly rounded operations in one loop.</summary>
internal sealed class FusedKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Each is code that stays in memory.
    private const int MostKernels = 4096;

    private static readonly ConcurrentDictionary<string, FusedKernel<T>> Kernels = new();

    private readonly FusedLoop<T>.Body _loop;

    private FusedKernel(FusedOperation[] operations, bool[] isElement) => _loop = FusedLoop<T>.Of(operations, isElement);

    /// <summary>Whether the runtime makes new code, and there is not too much of it yet.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeCompiled && Kernels.Count < MostKernels;

    /// <summary>The kernel of operations on operands, of which the last gives the result.</summary>
    /// <param name="operations">The operations, each after those that it takes.</param>
    /// <param name="isElement">For each operand whether it is one element that the others are combined with.</param>
    public static FusedKernel<T> Of(FusedOperation[] operations, bool[] isElement)
    {
        var key = string.Join(' ', isElement) + string.Concat(operations.Select(operation => $" {operation.Function.Name} {string.Join(' ', operation.X)}"));
        return Kernels.GetOrAdd(key, static (_, loop) => new(loop.operations, loop.isElement), (operations, isElement));
    }

    /// <summary>Computes a run of elements.</summary>
    /// <param name="x">The operands: each run has as many elements as the results, and may lie where they do.</param>
    /// <param name="y">The results.</param>
    public void Run(ref FusedOperands<T> x, Span<T> y) => _loop(ref x, ref MemoryMarshal.GetReference(y), (nuint)y.Length);
}
