using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Fused;

/// <summary>Computes an expression in one loop.</summary>
internal abstract class FusedKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Each is code that stays in memory.
    private const int MostKernels = 4096;

    private static readonly ConcurrentDictionary<Type, FusedKernel<T>> Kernels = new();

    /// <summary>Whether the runtime makes new code, and there is not too much of it yet.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeSupported && Kernels.Count < MostKernels;

    /// <summary>The kernel of an expression.</summary>
    public static FusedKernel<T> Of(Type expression) =>
        Kernels.GetOrAdd(expression, type => (FusedKernel<T>)Activator.CreateInstance(typeof(Loop<>).MakeGenericType(typeof(T), type))!);

    /// <summary>Computes a run of elements.</summary>
    /// <param name="x">The operands: each run of the expression has as many elements as the results, and may lie where they do.</param>
    /// <param name="y">The results.</param>
    public abstract void Run(in FusedOperands<T> x, Span<T> y);

    private sealed class Loop<TExpression> : FusedKernel<T> where TExpression : struct, IFused
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Run(in FusedOperands<T> x, Span<T> y)
        {
            ref var target = ref MemoryMarshal.GetReference(y);
            var length = (nuint)y.Length;
            var place = (nuint)0;
            if (Vector512.IsHardwareAccelerated)
                place = Run<Register512<T>>(in x, ref target, 0, length);
            else if (Vector256.IsHardwareAccelerated)
                place = Run<Register256<T>>(in x, ref target, 0, length);
            else if (Vector128.IsHardwareAccelerated)
                place = Run<Register128<T>>(in x, ref target, 0, length);
            Run<Register1<T>>(in x, ref target, place, length);
        }

        // A register is read and written only where all of it lies before the end.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static nuint Run<V>(in FusedOperands<T> x, ref T target, nuint place, nuint length) where V : struct, IRegister<T, V>
        {
            // A copy that nobody else can write to, so that the operands are read once and not in each round.
            var operands = x;
            for (; place + (nuint)V.Count <= length; place += (nuint)V.Count)
                TExpression.At<T, V>(in operands, place).Store(ref target, place);
            return place;
        }
    }
}
