using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The fold of each window, a sum or the largest element: rows first, then columns.</summary>
internal static unsafe class WindowFolds<T, TVector, TLanes, TFold>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
    where TFold : struct, IWindowFold<T, TVector>
{
    /// <summary>Sets rows of windows, counted over all planes, from the first to before the last.</summary>
    // The caller owns the planes of x and of y in which these rows lie, and a vector is no longer than plan.Inside.
    public static void Run(T* x, T* y, WindowPlan plan, int first, int last)
    {
        var stride = plan.Width.Stride;
        var lines = Scratch.Get<T>((nint)plan.BufferLength + (stride > 1 ? plan.BufferLength : 0) + plan.PartLength);
        var parts = stride > 1 ? lines + plan.BufferLength : lines;
        var folds = parts + plan.BufferLength;

        // Rows are always written at the same places, so that the padding between them stays.
        new Span<T>(lines, plan.BufferLength).Fill(TFold.Identity);
        if (stride > 1)
            new Span<T>(parts, plan.BufferLength).Fill(TFold.Identity);
        fixed (int* shifts = plan.Shifts)
        {
            for (var row = first; row < last; row += plan.Rows)
            {
                var count = Math.Min(plan.Rows, last - row);
                for (var i = 0; i < count; i++)
                {
                    var (start, depths, heights) = plan.RowOf(row + i);
                    FoldRows(x + start, plan, depths, heights, lines + (i * plan.Pitch * stride) + plan.Width.Before);
                }

                var length = count * plan.Pitch;
                if (stride > 1)
                    Interleaving.Part(lines, parts, plan.PartLength, stride, length);
                FoldColumns(parts, shifts, plan.Width.Window, length, folds);
                Put(folds, plan, count, y + ((nint)row * plan.Output));
            }
        }
    }

    // The last vector is moved back to end with the row: it folds some elements a second time, to the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldRows(T* x, WindowPlan plan, int depths, int heights, T* line)
    {
        nint heightStep = (nint)plan.Height.Step * plan.Source, depthStep = (nint)plan.Depth.Step * plan.Height.From * plan.Source;
        nint width = plan.Inside;
        for (nint column = 0; column < width; column += TLanes.Count)
        {
            var at = Math.Min(column, width - TLanes.Count);
            var from = x + at;
            var sum = TLanes.Load(from);
            for (var h = 1; h < heights; h++)
                sum = TFold.Fold(TLanes.Load(from + (h * heightStep)), sum);
            for (var d = 1; d < depths; d++)
            {
                from += depthStep;
                for (var h = 0; h < heights; h++)
                    sum = TFold.Fold(TLanes.Load(from + (h * heightStep)), sum);
            }

            TLanes.Store(sum, line + at);
        }
    }

    // Reads and writes less than a vector more than length asks for, which the buffers have to spare.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldColumns(T* parts, int* shifts, int taps, nint length, T* folds)
    {
        for (nint i = 0; i < length; i += TLanes.Count)
        {
            var from = parts + i;
            var sum = TLanes.Load(from + shifts[0]);
            for (var tap = 1; tap < taps; tap++)
                sum = TFold.Fold(TLanes.Load(from + shifts[tap]), sum);
            TLanes.Store(sum, folds + i);
        }
    }

    private static void Put(T* folds, WindowPlan plan, int rows, T* y)
    {
        if (plan.Pitch == plan.Output)
        {
            PaddedRow.CopyRun(folds, y, rows * plan.Output);
            return;
        }

        for (var i = 0; i < rows; i++)
            PaddedRow.CopyRun(folds + (i * plan.Pitch), y + ((nint)i * plan.Output), plan.Output);
    }
}
