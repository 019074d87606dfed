using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Special;

/// <summary>Applies a function to each element, in the widest registers that there are; float is computed in double and rounded once.</summary>
internal static class LaneMap
{
    public static void Apply<T, TFunction>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, ILaneFunction
    {
        if (typeof(T) == typeof(double))
        {
            Apply<TFunction>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));
            return;
        }
        Span<double> tile = stackalloc double[Math.Min(Broadcast.TileLength, x.Length)];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, x.Length - start);
            var values = tile[..length];
            TensorPrimitives.ConvertTruncating(x.Slice(start, length), values);
            Apply<TFunction>(values, values);
            TensorPrimitives.ConvertTruncating<double, T>(values, y.Slice(start, length));
        }
    }

    /// <summary>The same in double. The results may lie where the elements do.</summary>
    public static void Apply<TFunction>(ReadOnlySpan<double> x, Span<double> y) where TFunction : struct, ILaneFunction
    {
        if (Vector512.IsHardwareAccelerated)
            Apply<TFunction, Lanes512>(x, y);
        else if (Vector256.IsHardwareAccelerated)
            Apply<TFunction, Lanes256>(x, y);
        else if (Vector128.IsHardwareAccelerated)
            Apply<TFunction, Lanes128>(x, y);
        else
            Apply<TFunction, Lanes1>(x, y);
    }

    /// <summary>The same in registers of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction, TLanes>(ReadOnlySpan<double> x, Span<double> y)
        where TFunction : struct, ILaneFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var inputs = MemoryMarshal.Cast<double, TLanes>(x);
        var results = MemoryMarshal.Cast<double, TLanes>(y);
        for (var i = 0; i < inputs.Length && i < results.Length; i++)
            results[i] = TFunction.At(inputs[i]);
        var done = inputs.Length * (Unsafe.SizeOf<TLanes>() / sizeof(double));
        if (done == x.Length)
            return;
        Span<TLanes> last = [TLanes.Create(1)];
        var rest = MemoryMarshal.Cast<TLanes, double>(last);
        x[done..].CopyTo(rest);
        last[0] = TFunction.At(last[0]);
        rest[..(x.Length - done)].CopyTo(y[done..]);
    }
}
