namespace AutoGrad.Kernels;

/// <summary>A depthwise correlation, band by band of planes: what a band meets is packed, and tiles write its outputs.</summary>
internal static unsafe class DepthwiseLanes<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // Bands are taken together up to about this, so that what a thread sets up serves several.
    private const int BlockBytes = 64 * 1024;

    // Some bands are packed before the first of them is computed: what was just written is not read at once, since it is on its way to the cache.
    private const int TogetherBytes = 8 * 1024;
    private const int MostTogether = 8;

    private const int MostRows = 8;

    /// <summary>Sets the planes of outputs of all copies, images by groups, from their sources and the weights of their groups.</summary>
    /// <param name="plan">The sizes.</param>
    /// <param name="copies">Images by groups.</param>
    /// <param name="groups">The groups of an image.</param>
    /// <param name="source">The planes of all sources.</param>
    /// <param name="weights">The weights of all groups.</param>
    /// <param name="groupStep">How far apart the weights of groups lie.</param>
    /// <param name="target">The planes of all outputs.</param>
    /// <param name="work">The multiply-adds.</param>
    public static void Run(DepthwisePlan plan, int copies, int groups, T* source, T* weights, nint groupStep, T* target, long work)
    {
        var bands = plan.Bands.Length;
        var units = checked(copies * bands);
        var bytes = copies * ((plan.SourceSize * plan.Sources) + (plan.OutputSize * plan.Targets)) * sizeof(T);
        var blocks = (int)Math.Clamp(bytes / BlockBytes, 1, units);
        var isStreamed = StreamedCopy.IsSupported && plan.IsContiguous && sizeof(T) is 4 or 8
            && PassSplit.IsLarge<T>((int)(copies * plan.Targets * plan.OutputSize));
        var sizes = (units, blocks, isStreamed);
        BlockSplit.For(blocks, work, (plan, groups, (nint)source, (nint)weights, groupStep, (nint)target, sizes), static (own, block) =>
        {
            var (plan, groups, source, weights, groupStep, target, (units, blocks, isStreamed)) = own;
            var (first, end) = ((int)((long)units * block / blocks), (int)((long)units * (block + 1) / blocks));
            RunUnits(plan, groups, (T*)source, (T*)weights, groupStep, (T*)target, first, end, isStreamed);
        });
    }

    // A unit is a band of a copy. Where outputs are more than the caches hold, those of some units are written to what does not leave the first cache, and
    // from there past the caches.
    private static void RunUnits(
        DepthwisePlan plan, int groups, T* source, T* weights, nint groupStep, T* target, int first, int end, bool isStreamed)
    {
        var (sourceSize, targetSize, bands) = (plan.SourceSize * plan.Sources, plan.OutputSize * plan.Targets, plan.Bands.Length);
        var together = Math.Clamp(TogetherBytes / sizeof(T) / plan.BufferLength, 1, MostTogether);
        var packedLength = (nint)plan.BufferLength * together;
        var streamLength = isStreamed ? (plan.BandOutputs * together) + TOps.Count : 0;
        var packed = Scratch.Get<T>(packedLength + streamLength + WorkLength(plan));
        T* stream = packed + packedLength, work = stream + streamLength;
        new Span<T>(packed, (int)packedLength).Clear();
        for (var start = first; start < end; start += together)
        {
            var last = Math.Min(start + together, end);
            for (var unit = start; unit < last; unit++)
            {
                var (copy, band) = Math.DivRem(unit, bands);
                plan.Bands[band].Pack(source + (copy * sourceSize), packed + ((nint)(unit - start) * plan.BufferLength));
            }

            var from = Offset(start);
            var to = isStreamed ? stream - from : target;
            // Rows that run on do so into what is written later, or else end with the band.
            var limit = isStreamed ? work : bands == 1 ? target + (end * targetSize) : null;
            for (var unit = start; unit < last; unit++)
            {
                var (copy, band) = Math.DivRem(unit, bands);
                var (nextCopy, nextBand) = Math.DivRem(unit + together, bands);
                RunBand(plan, plan.Bands[band], packed + ((nint)(unit - start) * plan.BufferLength), weights + (copy % groups * groupStep), work,
                    to + (copy * targetSize), limit, source + (nextCopy * sourceSize) + plan.Bands[nextBand].FirstSource);
            }

            if (isStreamed)
                StreamedCopy.Run((byte*)stream, (byte*)(target + from), (Offset(last) - from) * sizeof(T));
        }

        nint Offset(int unit)
        {
            var (copy, band) = Math.DivRem(unit, bands);
            return (copy * targetSize) + plan.Bands[band].FirstOutput;
        }
    }

    // The weights of a tile, and where parts of the outputs are side by side, their rows.
    private static nint WorkLength(DepthwisePlan plan) =>
        plan.MostTaps + OffsetTables.Spare + (plan.IsDense ? 0 : plan.PartCounts.Width * PartLength(plan));

    private static int PartPitch(DepthwisePlan plan) => plan.BandColumns + TOps.Count;

    private static nint PartLength(DepthwisePlan plan) => plan.BandRows * (nint)PartPitch(plan);

    private static void RunBand(DepthwisePlan plan, DepthwiseBand band, T* packed, T* weights, T* work, T* target, T* limit, T* ahead)
    {
        var output = plan.Output;
        for (var plane = 0; plane < plan.Targets; plane++)
        {
            var place = target + (((plane * (nint)output.Depth) + band.Depth) * output.Height * output.Width);
            if (!plan.IsDense)
            {
                RunParts(plan, band, packed, weights + (plane * plan.TargetStep), work, place, ahead);
                continue;
            }

            var end = limit != null ? limit : place + ((nint)band.EndRow * output.Width);
            RunPart(plan, plan.Columns(0, 0, 0), weights + (plane * plan.TargetStep), work, packed, place + ((nint)band.FirstRow * output.Width) + band.FirstColumn,
                output.Width, band.Rows, band.Columns, end, ahead);
        }
    }

    // Each part of the columns by itself, and then their rows together.
    private static void RunParts(DepthwisePlan plan, DepthwiseBand band, T* packed, T* weights, T* work, T* target, T* ahead)
    {
        var (parts, output, pitch) = (plan.PartCounts, plan.Output, PartPitch(plan));
        var sums = work + plan.MostTaps + OffsetTables.Spare;
        var length = PartLength(plan);
        var offsets = stackalloc int[parts.Width];
        for (var part = 0; part < parts.Width; part++)
            offsets[part] = checked((int)(part * length));
        for (var heightPart = 0; heightPart < parts.Height; heightPart++)
        {
            var lines = Math.Min(band.EndRow, plan.RowsOf(heightPart)) - band.FirstRow;
            for (var part = 0; part < parts.Width && lines > 0; part++)
            {
                RunPart(plan, plan.Columns(band.Depth % parts.Depth, heightPart, part), weights, work, packed, sums + offsets[part], pitch, lines,
                    Math.Min(band.EndColumn, plan.ColumnsOf(part)) - band.FirstColumn, sums + offsets[part] + length, ahead);
            }

            var last = Math.Min(band.EndColumn * parts.Width, output.Width);
            var (first, whole) = (band.FirstColumn * parts.Width, (last / parts.Width) - band.FirstColumn);
            for (var line = 0; line < lines; line++)
            {
                var row = target + ((heightPart + ((nint)(band.FirstRow + line) * parts.Height)) * output.Width) + first;
                Interleaving.Join(sums + ((nint)line * pitch), offsets, row, parts.Width, whole);
                for (var i = whole * parts.Width; i < last - first; i++)
                    row[i] = sums[offsets[i % parts.Width] + ((nint)line * pitch) + whole];
            }
        }
    }

    private static void RunPart(
        DepthwisePlan plan, DepthwiseColumns columns, T* weights, T* work, T* packed, T* target, nint targetRow, nint lines, nint width, T* end, T* ahead)
    {
        if (width <= 0)
            return;
        for (var i = 0; i < columns.Weights.Length; i++)
            work[i] = weights[columns.Weights[i]];
        if (plan.Rows > 1 || width < 2 * TOps.Count)
        {
            RunRows(columns, work, packed, plan.Pitch, target, targetRow, lines, width, end, ahead);
            return;
        }

        // The vectors of a single row take the place of rows, and the last one ends with it.
        var vectors = width / TOps.Count;
        RunTiles(columns, work, packed, TOps.Count, target, TOps.Count, vectors, TOps.Count, ahead);
        if (vectors * TOps.Count < width)
            RunTiles(columns, work, packed + width - TOps.Count, TOps.Count, target + width - TOps.Count, TOps.Count, 1, TOps.Count, ahead);
    }

    // Where the last rows would run on past what may be written, they are computed elsewhere.
    private static void RunRows(
        DepthwiseColumns columns, T* weights, T* source, nint sourceRow, T* target, nint targetRow, nint lines, nint width, T* end, T* ahead)
    {
        var within = lines;
        if (width < TOps.Count)
        {
            while (within > 0 && target + ((within - 1) * targetRow) + TOps.Count > end)
                within--;
        }

        if (within > 0)
            RunTiles(columns, weights, source, sourceRow, target, targetRow, within, width, ahead);
        if (within == lines)
            return;
        var rest = stackalloc T[TOps.Count * (int)(lines - within)];
        RunTiles(columns, weights, source + (within * sourceRow), sourceRow, rest, TOps.Count, lines - within, width, ahead);
        for (var line = within; line < lines; line++, rest += TOps.Count)
            PaddedRow.CopyRun(rest, target + (line * targetRow), (int)width);
    }

    // Rows are taken together by as equal numbers as there are.
    private static void RunTiles(
        DepthwiseColumns columns, T* weights, T* source, nint sourceRow, T* target, nint targetRow, nint lines, nint width, T* ahead)
    {
        var (threes, twos, ones) = (columns.Threes, columns.Twos, columns.Ones);
        var tiles = (lines + MostRows - 1) / MostRows;
        fixed (int* offsets = columns.Offsets)
        {
            if (columns.IsSquare)
            {
                DepthwiseSquare<T, TVector, TOps>.Run(weights, offsets, source, sourceRow, target, targetRow, lines, width, ahead);
                return;
            }

            switch ((lines + tiles - 1) / tiles)
            {
                case 1:
                    DepthwiseTile<T, TVector, TOps, One>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 2:
                    DepthwiseTile<T, TVector, TOps, Two>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 3:
                    DepthwiseTile<T, TVector, TOps, Three>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 4:
                    DepthwiseTile<T, TVector, TOps, Four>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 5:
                    DepthwiseTile<T, TVector, TOps, Five>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 6:
                    DepthwiseTile<T, TVector, TOps, Six>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                case 7:
                    DepthwiseTile<T, TVector, TOps, Seven>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
                default:
                    DepthwiseTile<T, TVector, TOps, Eight>.Run(weights, offsets, threes, twos, ones, source, sourceRow, target, targetRow, lines, width, ahead);
                    break;
            }
        }
    }
}
