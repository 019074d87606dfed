using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums and largest elements of the windows of planes, and their derivatives, with vectors no wider than rows are. Windows are of one size along the
/// last of three axes, and each holds an element.
/// </summary>
internal static unsafe class Pooling
{
    // A block of the work has so many elements.
    private const int BlockElements = 1 << 14;

    // Rows are parted by the stride, and windows are found for each place of a row: neither pays where it is long and windows are few.
    private const int LargestStride = 64;
    private const int LargestShift = 16;
    private const int LargestWindow = 1 << 16;

    /// <summary>Whether these kernels are made for such windows.</summary>
    public static bool Takes(AxisTaps[] taps) => taps[2].Regular is { } width && width.Stride <= LargestStride
        && ((width.Window - 1L) * width.Dilation / width.Stride) - taps[2].To <= LargestShift;

    /// <summary>Whether they find the places of the largest elements as well, as an element of T can number the taps.</summary>
    public static bool CanNumber(AxisTaps[] taps) =>
        Takes(taps) && (long)taps[0].LargestCount * taps[1].LargestCount * taps[2].Regular!.Value.Window <= LargestWindow;

    /// <summary>Sets y [planes, ..to] to the sums of the windows of x [planes, ..from].</summary>
    public static void Sum<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The slices throw where a span is too short; passes stay within planes · the size of a plane.
        x = x[..(planes * AxisTaps.SizeFrom(taps))];
        y = y[..(planes * AxisTaps.SizeTo(taps))];
        if (y.IsEmpty)
            return;
        fixed (T* px = x, py = y)
        {
            if (PairPlan.Takes(taps))
                Run<T, PairSumPass<T>>(new(px, py, PairsOf(taps)), y.Length / taps[2].To, x.Length);
            else
                Run<T, WindowSumPass<T>>(new(px, py, WindowsOf(taps)), y.Length / taps[2].To, x.Length);
        }
    }

    /// <summary>Sets y [planes, ..to] to the largest elements of the windows of x [planes, ..from], NaN where one is.</summary>
    public static void Largest<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..(planes * AxisTaps.SizeFrom(taps))];
        y = y[..(planes * AxisTaps.SizeTo(taps))];
        if (y.IsEmpty)
            return;
        fixed (T* px = x, py = y)
        {
            if (PairPlan.Takes(taps))
                Run<T, PairLargestPass<T>>(new(px, py, PairsOf(taps)), y.Length / taps[2].To, x.Length);
            else
                Run<T, WindowLargestPass<T>>(new(px, py, WindowsOf(taps)), y.Length / taps[2].To, x.Length);
        }
    }

    /// <summary>Sets x [planes, ..from] to the sums, over the windows that an element is in, of y [planes, ..to].</summary>
    public static void Spread<T>(ReadOnlySpan<T> y, Span<T> x, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..(planes * AxisTaps.SizeFrom(taps))];
        y = y[..(planes * AxisTaps.SizeTo(taps))];
        if (y.IsEmpty)
        {
            x.Clear();
            return;
        }

        fixed (T* px = x, py = y)
        {
            if (PairPlan.Takes(taps))
                Run<T, PairSpreadPass<T>>(new(py, px, PairsOf(taps)), y.Length / taps[2].To, x.Length);
            else
                Run<T, WindowSpreadPass<T>>(new(py, px, PlanCache<AxisTaps[], SpreadPlan>.Get(taps, SpreadPlan.Of)), x.Length / taps[2].From, x.Length);
        }
    }

    /// <summary>Sets y [planes, ..to] to the elements of v [planes, ..from] that lie where those of x are largest in their windows.</summary>
    public static void Pick<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..(planes * AxisTaps.SizeFrom(taps))];
        v = v[..x.Length];
        y = y[..(planes * AxisTaps.SizeTo(taps))];
        if (y.IsEmpty)
            return;
        var plan = WindowsOf(taps);
        fixed (T* px = x, pv = v, py = y)
            Run<T, WindowPlacesPass<T>>(new(px, pv, py, plan, plan.Places, false), planes, x.Length);
    }

    /// <summary>The transpose of <see cref="Pick"/>: sets y [planes, ..from] to zeros, to which the elements of v [planes, ..to] are added there.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..(planes * AxisTaps.SizeFrom(taps))];
        v = v[..(planes * AxisTaps.SizeTo(taps))];
        y = y[..x.Length];
        if (v.IsEmpty)
        {
            y.Clear();
            return;
        }

        fixed (T* px = x, pv = v, py = y)
        {
            if (PairPlan.Takes(taps))
                Run<T, PairPlacesPass<T>>(new(px, pv, py, PairsOf(taps)), v.Length / taps[2].To, x.Length);
            else
                Run<T, WindowPlacesPass<T>>(new(px, pv, py, WindowsOf(taps), WindowsOf(taps).Places, true), planes, x.Length);
        }
    }

    private static WindowPlan WindowsOf(AxisTaps[] taps) => PlanCache<AxisTaps[], WindowPlan>.Get(taps, WindowPlan.Of);

    private static PairPlan PairsOf(AxisTaps[] taps) => PlanCache<AxisTaps[], PairPlan>.Get(taps, PairPlan.Of);

    private static void Run<T, TPass>(TPass pass, int rows, long elements)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPass : struct, IPoolingPass<T>
    {
        var blocks = (int)Math.Clamp(elements / BlockElements, 1, rows);
        BlockSplit.For(blocks, elements * 2, (pass, rows, blocks), static (own, block) =>
        {
            var (pass, first, last) = (own.pass, (int)((long)own.rows * block / own.blocks), (int)((long)own.rows * (block + 1) / own.blocks));
            if (Vector512.IsHardwareAccelerated && pass.Width >= Vector512<T>.Count)
                pass.Run<Vector512<T>, WindowLanes512<T>>(first, last);
            else if (Vector256.IsHardwareAccelerated && pass.Width >= Vector256<T>.Count)
                pass.Run<Vector256<T>, WindowLanes256<T>>(first, last);
            else if (Vector128.IsHardwareAccelerated && pass.Width >= Vector128<T>.Count)
                pass.Run<Vector128<T>, WindowLanes128<T>>(first, last);
            else
                pass.Run<T, WindowElement<T>>(first, last);
        });
    }
}
