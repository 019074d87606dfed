using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The transpose of the sums of windows: each element gets those of the windows that it is in.</summary>
internal static unsafe class WindowSpread<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
{
    /// <summary>Sets rows of x, counted over all planes, from the first to before the last.</summary>
    // The caller owns the planes of x and of y in which these rows lie, and a vector is no longer than plan.Met.
    public static void Run(T* y, T* x, SpreadPlan plan, int first, int last)
    {
        var stride = plan.Width.Stride;
        var sums = Scratch.Get<T>(((nint)plan.PartLength * (stride + 1)) + ((nint)plan.Rows * plan.Pitch * stride));
        var line = sums + ((nint)plan.PartLength * (stride + 1));
        new Span<T>(sums, plan.PartLength * (stride + 1)).Clear();
        var slots = stackalloc int[plan.Rows];
        fixed (int* offsets = plan.PartOffsets)
        {
            for (var row = first; row < last; row += plan.Rows)
            {
                var count = Math.Min(plan.Rows, last - row);
                var slot = -1;
                for (var i = 0; i < count; i++)
                {
                    var (plane, own) = Math.DivRem(row + i, plan.PlaneRows);
                    var (depth, height) = Math.DivRem(own, plan.Heights);
                    if (slot < 0 || !plan.Height.IsLikeLast(height))
                    {
                        slot++;
                        AddRows(y + ((nint)plane * plan.DepthWindows * plan.HeightWindows * plan.Windows), plan, depth, height,
                            sums + plan.Shift + (slot * plan.Pitch) + plan.Shift);
                    }

                    slots[i] = slot;
                }

                SpreadColumns(sums + plan.Shift, plan, (slot + 1) * plan.Pitch, sums);
                var joined = stride == 1 ? sums + offsets[0] : line;
                if (stride > 1)
                    Interleaving.Join(sums, offsets, line, stride, (slot + 1) * plan.Pitch);
                for (var i = 0; i < count; i++)
                {
                    PaddedRow.CopyRun(joined + ((((nint)slots[i] * plan.Pitch) + plan.Shift) * stride) + plan.Width.Before,
                        x + ((nint)(row + i) * plan.Columns), plan.Columns);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(T* y, SpreadPlan plan, int depth, int height, T* line)
    {
        var depths = plan.Depth[depth];
        var heights = plan.Height[height];
        nint width = plan.Met;
        if (depths.IsEmpty || heights.IsEmpty)
        {
            new Span<T>(line, plan.Met).Clear();
            return;
        }

        for (nint column = 0; column < width; column += TLanes.Count)
        {
            var at = Math.Min(column, width - TLanes.Count);
            TVector sum = default;
            var isFirst = true;
            foreach (var d in depths)
            {
                foreach (var h in heights)
                {
                    var next = TLanes.Load(y + ((((nint)d * plan.HeightWindows) + h) * plan.Windows) + at);
                    sum = isFirst ? next : TLanes.Add(sum, next);
                    isFirst = false;
                }
            }

            TLanes.Store(sum, line + at);
        }
    }

    // Parts that are one column of windows, or none, are there already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SpreadColumns(T* rows, SpreadPlan plan, nint length, T* sums)
    {
        for (var part = 0; part < plan.Taps.Length; part++)
        {
            var taps = plan.Taps[part];
            if (taps.Length < 2)
                continue;
            var to = sums + plan.PartOffsets[part];
            for (nint i = 0; i < length; i += TLanes.Count)
            {
                var sum = TLanes.Load(rows + i + taps[0]);
                for (var tap = 1; tap < taps.Length; tap++)
                    sum = TLanes.Add(sum, TLanes.Load(rows + i + taps[tap]));
                TLanes.Store(sum, to + i);
            }
        }
    }
}
