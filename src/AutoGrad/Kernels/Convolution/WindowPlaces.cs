using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Where in its window the largest element of each window is, as the number of the tap, in row-major order. The numbers are kept for a few rows only:
/// they are found again by whoever needs them, for less than it would cost to read them back.
/// </summary>
internal static unsafe class WindowPlaces<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
{
    /// <summary>Picks the elements of v at the largest elements of x's windows, or adds those of v there, in planes from the first to before the last.</summary>
    // The caller owns these planes of each, and a vector is no longer than plan.Inside.
    public static void Run(T* x, T* v, T* y, WindowPlan plan, int[] places, bool isTransposed, int first, int last)
    {
        if (isTransposed)
            new Span<T>(y + ((nint)first * plan.PlaneSize), checked((last - first) * plan.PlaneSize)).Clear();
        var stride = plan.Width.Stride;
        var lines = Scratch.Get<T>((4 * (nint)plan.BufferLength) + plan.PartLength);
        var lineCodes = lines + plan.BufferLength;
        var parts = stride > 1 ? lineCodes + plan.BufferLength : lines;
        var partCodes = stride > 1 ? parts + plan.BufferLength : lineCodes;
        var codes = lines + (4 * (nint)plan.BufferLength);

        // Rows are always written at the same places, so that the padding between them stays.
        new Span<T>(lines, plan.BufferLength).Fill(T.NegativeInfinity);
        new Span<T>(lineCodes, plan.BufferLength).Fill(T.PositiveInfinity);
        new Span<T>(parts, plan.BufferLength).Fill(T.NegativeInfinity);
        new Span<T>(partCodes, plan.BufferLength).Fill(T.PositiveInfinity);
        fixed (int* shifts = plan.Shifts, table = places)
        {
            for (var row = first * plan.PlaneRows; row < last * plan.PlaneRows; row += plan.Rows)
            {
                var count = Math.Min(plan.Rows, (last * plan.PlaneRows) - row);
                for (var i = 0; i < count; i++)
                {
                    var (start, depths, heights) = plan.RowOf(row + i);
                    var to = (i * plan.Pitch * stride) + plan.Width.Before;
                    FoldRows(x + start, plan, depths, heights, lines + to, lineCodes + to);
                }

                var length = count * plan.Pitch;
                if (stride > 1)
                {
                    Interleaving.Part(lines, parts, plan.PartLength, stride, length);
                    Interleaving.Part(lineCodes, partCodes, plan.PartLength, stride, length);
                }

                FoldColumns(parts, partCodes, shifts, plan.Width.Window, length, codes);
                for (var i = 0; i < count; i++)
                {
                    var start = plan.RowOf(row + i).Start - plan.Width.Before;
                    var windows = (nint)(row + i) * plan.Output;
                    if (isTransposed)
                        Add(v + windows, codes + (i * plan.Pitch), table, y + start, stride, plan.Output);
                    else
                        Pick(v + start, codes + (i * plan.Pitch), table, y + windows, stride, plan.Output);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldRows(T* x, WindowPlan plan, int depths, int heights, T* line, T* codes)
    {
        nint heightStep = (nint)plan.Height.Step * plan.Source, depthStep = (nint)plan.Depth.Step * plan.Height.From * plan.Source;
        nint width = plan.Inside;
        var heightCode = T.CreateTruncating(plan.Width.Window);
        var depthCode = T.CreateTruncating(plan.Width.Window * plan.LargestHeight);
        for (nint column = 0; column < width; column += TLanes.Count)
        {
            var at = Math.Min(column, width - TLanes.Count);
            var from = x + at;
            var (largest, code) = (TLanes.Load(from), TLanes.Broadcast(T.Zero));
            var depth = T.Zero;
            for (var d = 0; d < depths; d++, from += depthStep, depth += depthCode)
            {
                var next = depth;
                for (var h = 0; h < heights; h++, next += heightCode)
                    TLanes.Choose(TLanes.Load(from + (h * heightStep)), TLanes.Broadcast(next), ref largest, ref code);
            }

            TLanes.Store(largest, line + at);
            TLanes.Store(code, codes + at);
        }
    }

    // Reads and writes less than a vector more than length asks for, which the buffers have to spare.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldColumns(T* parts, T* partCodes, int* shifts, int taps, nint length, T* codes)
    {
        for (nint i = 0; i < length; i += TLanes.Count)
        {
            var (largest, code) = (TLanes.Load(parts + i + shifts[0]), TLanes.Load(partCodes + i + shifts[0]));
            var tap = T.Zero;
            for (var t = 1; t < taps; t++)
            {
                tap += T.One;
                var own = TLanes.Add(TLanes.Load(partCodes + i + shifts[t]), TLanes.Broadcast(tap));
                TLanes.Choose(TLanes.Load(parts + i + shifts[t]), own, ref largest, ref code);
            }

            TLanes.Store(code, codes + i);
        }
    }

    // Codes of windows are numbers of taps, and a tap's place lies in the plane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pick(T* v, T* codes, int* places, T* y, int stride, int count)
    {
        for (var i = 0; i < count; i++, v += stride)
            y[i] = v[places[Number(codes[i])]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* v, T* codes, int* places, T* y, int stride, int count)
    {
        for (var i = 0; i < count; i++, y += stride)
            y[places[Number(codes[i])]] += v[i];
    }

    // Generic conversions are calls.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(T code) => typeof(T) == typeof(float) ? (int)*(float*)&code
        : typeof(T) == typeof(double) ? (int)*(double*)&code : int.CreateTruncating(code);
}
