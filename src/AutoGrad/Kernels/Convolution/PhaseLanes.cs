using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The taps that reach the places of a target with some remainder by the stride: where they and their weights lie.</summary>
/// <param name="Steps">See <see cref="Correlation.Steps"/>.</param>
/// <param name="WeightSteps">See <see cref="CorrelationOperands{T}.WeightSteps"/>. None if no tap reaches these places, which are 0.</param>
/// <param name="Start">The number of weights of a plane in the phases before.</param>
internal sealed record TapPhase(int[] Steps, int[] WeightSteps, int Start);

/// <summary>
/// The transpose of a strided convolution with vectors over the planes of the target, as <see cref="FilterLanes{T, TVector, TOps}"/>: what a box meets is
/// packed once for the phases of all remainders, and rows of the target are joined from those of their phases.
/// </summary>
internal static unsafe class PhaseLanes<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int Chunk = FilterLanes<T, TVector, TOps>.Chunk;
    private const int Spare = OffsetTables.Spare;

    private static int Wide => FilterLanes<T, TVector, TOps>.Wide;

    /// <param name="operands">The correlation of all taps, at the places that the outputs of all phases have; the target is dense.</param>
    /// <param name="phases">The phases, by their remainders along each axis, the last axis running first.</param>
    /// <param name="stride">The number of remainders along each axis.</param>
    /// <param name="target">The lengths of a plane of the target.</param>
    /// <param name="work">The multiply-adds.</param>
    public static void Run(CorrelationOperands<T> operands, TapPhase[] phases, Extent stride, Extent target, long work)
    {
        var correlation = operands.Correlation;
        var strips = (operands.Planes + Wide - 1) / Wide;
        var depth = phases[^1].Start + phases[^1].WeightSteps.Length;
        var group = checked(depth * ((operands.Planes + TOps.Count - 1) / TOps.Count) * TOps.Count);
        using var rented = new RentedSpan<T>(checked((group * operands.Groups) + OffsetTables.Alignment<T>()));
        fixed (T* memory = rented.Span)
        fixed (int* pixels = correlation.Places)
        {
            var (weights, placesOf) = ((nint)OffsetTables.Align(memory), (nint)pixels);
            BlockSplit.For(operands.Groups * strips, (long)group * operands.Groups, (operands, phases, weights, strips, group, depth), static (own, block) =>
            {
                var (operands, phases, weights, strips, group, depth) = own;
                var (index, strip) = Math.DivRem(block, strips);
                var width = FilterLanes<T, TVector, TOps>.WidthOf(operands.Planes - (strip * Wide));
                var packed = (T*)weights + ((nint)index * group) + ((nint)strip * Wide * depth);
                foreach (var phase in phases)
                    FilterLanes<T, TVector, TOps>.PackWeights(operands, index, strip * Wide, phase.WeightSteps, packed + ((nint)phase.Start * width));
            });
            var boxes = (operands, phases, stride, target, weights, group, depth, placesOf);
            BlockSplit.For(operands.Copies * correlation.Boxes, work, boxes, static (own, block) =>
            {
                var (copy, box) = Math.DivRem(block, own.operands.Correlation.Boxes);
                new Box(own.operands, own.phases, own.stride, own.target, copy, box)
                    .Run((T*)own.weights + ((nint)(copy % own.operands.Groups) * own.group), own.depth, (int*)own.placesOf);
            });
        }
    }

    private readonly ref struct Box
    {
        private readonly Correlation _correlation;
        private readonly TapPhase[] _phases;
        private readonly Extent _stride;
        private readonly Extent _whole;
        private readonly int _planes;
        private readonly T* _target;
        private readonly T* _sums;
        private readonly T* _planar;
        private readonly T* _source;
        private readonly int _place;
        private readonly int _count;

        public Box(in CorrelationOperands<T> operands, TapPhase[] phases, Extent stride, Extent whole, int copy, int box)
        {
            (_correlation, _phases, _stride, _whole, _planes) = (operands.Correlation, phases, stride, whole, operands.Planes);
            _target = operands.TargetOf(copy).Data;
            var (first, lengths) = _correlation.Box(box);
            (_place, _count) = (first * _correlation.Inner, lengths.Size);
            _sums = Scratch.Get<T>(((Chunk + Spare + (Chunk * stride.Width)) * Wide) + _correlation.BufferLength);
            _planar = _sums + ((Chunk + Spare) * Wide);
            _source = _correlation.Provide(operands.SourceOf(copy), box, _planar + (Chunk * stride.Width * Wide));
        }

        public void Run(T* weights, int depth, int* places)
        {
            for (var plane = 0; plane < _planes; plane += Wide)
            {
                var lanes = Math.Min(Wide, _planes - plane);
                var strip = weights + ((nint)plane * depth);
                for (var start = 0; start < _count; start += Chunk)
                {
                    var count = Math.Min(Chunk, _count - start);
                    for (var line = 0; line < _stride.Depth * _stride.Height; line++)
                    {
                        for (var width = 0; width < _stride.Width; width++)
                            RunPhase(_phases[(line * _stride.Width) + width], strip, lanes, places + start, count, _planar + ((nint)width * Chunk * Wide));
                        Join(plane, lanes, start, count, line / _stride.Height, line % _stride.Height);
                    }
                }
            }
        }

        private void RunPhase(TapPhase phase, T* strip, int lanes, int* places, int count, T* planar)
        {
            if (phase.WeightSteps.Length == 0)
            {
                new Span<T>(planar, Chunk * lanes).Clear();
                return;
            }
            var width = FilterLanes<T, TVector, TOps>.WidthOf(lanes);
            fixed (int* steps = phase.Steps)
            {
                FilterLanes<T, TVector, TOps>.RunChunk(
                    lanes, _source, places, count, steps, strip + ((nint)phase.Start * width), _sums, phase.WeightSteps.Length);
            }
            BlockTransposition.Run(_sums, width, planar, Chunk, count, lanes);
        }

        // Rows of the target, from those of the phases of one remainder in depth and height. The last places of some phases lie outside.
        private void Join(int plane, int lanes, int start, int count, int depthPhase, int heightPhase)
        {
            var output = _correlation.Output;
            var offsets = stackalloc int[_stride.Width];
            for (var done = 0; done < count;)
            {
                var (line, column) = Math.DivRem(_place + start + done, output.Width);
                var (depth, height) = Math.DivRem(line, output.Height);
                var run = Math.Min(output.Width - column, count - done);
                var (z, y, x) = ((depth * _stride.Depth) + depthPhase, (height * _stride.Height) + heightPhase, column * _stride.Width);
                if (z < _whole.Depth && y < _whole.Height)
                {
                    var row = _target + ((((((nint)plane * _whole.Depth) + z) * _whole.Height) + y) * _whole.Width) + x;
                    for (var lane = 0; lane < lanes; lane++, row += _whole.Size)
                    {
                        for (var p = 0; p < _stride.Width; p++)
                            offsets[p] = (((p * Wide) + lane) * Chunk) + done;
                        JoinRow(offsets, row, run, _whole.Width - x);
                    }
                }
                done += run;
            }
        }

        private void JoinRow(int* offsets, T* row, int run, int space)
        {
            var stride = _stride.Width;
            var whole = Math.Min(run, space / stride);
            if (stride == 1)
                PaddedRow.CopyRun(_planar + offsets[0], row, whole);
            else
                Interleaving.Join(_planar, offsets, row, stride, whole);
            if (whole < run)
            {
                for (var p = 0; p < space - (whole * stride); p++)
                    row[(whole * stride) + p] = _planar[offsets[p] + whole];
            }
        }
    }
}
