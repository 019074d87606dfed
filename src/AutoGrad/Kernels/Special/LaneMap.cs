using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels.Special;

/// <summary>Applies a function to each element, in the widest registers that there are; float is computed in double and rounded once, where it has no function of its own.</summary>
internal static class LaneMap
{
    public static void Apply<T, TFunction>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ILaneFunction => Apply(default(TFunction), x, y);

    /// <summary>The same where float has its own, faster function.</summary>
    public static void Apply<T, TFunction, TSingle>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ILaneFunction
        where TSingle : struct, ISingleFunction
    {
        if (typeof(T) == typeof(float))
            SingleMap.Apply<TSingle>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            Apply<T, TFunction>(x, y);
    }

    /// <summary>The same for a function with static arguments.</summary>
    public static void Apply<T, TFunction>(TFunction function, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ILaneFunction
    {
        if (typeof(T) == typeof(double))
        {
            ApplyToDoubles(function, MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
            return;
        }
        Span<double> tile = stackalloc double[Math.Min(Broadcast.TileLength, x.Length)];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, x.Length - start);
            var values = tile[..length];
            TensorPrimitives.ConvertTruncating(x.Slice(start, length), values);
            ApplyToDoubles(function, values, values);
            TensorPrimitives.ConvertTruncating<double, T>(values, y.Slice(start, length));
        }
    }

    private static void ApplyToDoubles<TFunction>(TFunction function, ReadOnlySpan<double> x, Span<double> y) where TFunction : struct, ILaneFunction
    {
        if (Vector512.IsHardwareAccelerated)
            ApplyIn<TFunction, Lanes512>(function, x, y);
        else if (Vector256.IsHardwareAccelerated)
            ApplyIn<TFunction, Lanes256>(function, x, y);
        else if (Vector128.IsHardwareAccelerated)
            ApplyIn<TFunction, Lanes128>(function, x, y);
        else
            ApplyIn<TFunction, Lanes1>(function, x, y);
    }

    /// <summary>Applies a function in registers of one width. The results may lie where the elements do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyIn<TFunction, TLanes>(TFunction function, ReadOnlySpan<double> x, Span<double> y)
        where TFunction : struct, ILaneFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var inputs = MemoryMarshal.Cast<double, TLanes>(x);
        var results = MemoryMarshal.Cast<double, TLanes>(y);
        for (var i = 0; i < inputs.Length && i < results.Length; i++)
            results[i] = function.At(inputs[i]);
        var done = inputs.Length * (Unsafe.SizeOf<TLanes>() / sizeof(double));
        if (done == x.Length)
            return;
        Span<TLanes> last = [TLanes.Create(1)];
        var rest = MemoryMarshal.Cast<TLanes, double>(last);
        x[done..].CopyTo(rest);
        last[0] = function.At(last[0]);
        rest[..(x.Length - done)].CopyTo(y[done..]);
    }
}
