using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// A correlation with 3 by 3 taps by minimal filtering: sixteen products of the transformed filters with the transformed tiles, block of tiles by block,
/// a strip of tiles and a few planes at a time, so that what lies between the transforms stays in the caches.
/// </summary>
internal static unsafe class WinogradCorrelation<T, TVector, TOps>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int Products = WinogradProblem.Products;

    // The transformed tiles of a block stay in the second cache, the products of a strip and some planes in the first.
    private const int BlockBytes = 384 * 1024;
    private const int Planes = 12;

    // So many blocks are enough for the threads.
    private const int WantedBlocks = 16;

    // As many tiles as the widest vectors take at once.
    private static int Strip => 128 / sizeof(T);

    /// <summary>Sets the target to the correlation, and odd [images, groups] to 1 where an output is not finite.</summary>
    public static void Run(WinogradProblem problem, WinogradTaps<T> filters, T* source, T* target, byte* odd)
    {
        var pitch = WinogradFilters<T, TVector, TOps>.Pitch(problem.Channels);
        var filterLength = checked((int)(Products * problem.Planes * pitch));
        using var rented = new RentedSpan<T>(checked((filterLength * problem.Groups) + OffsetTables.Alignment<T>()));
        fixed (T* memory = rented.Span)
        {
            var transformed = (nint)OffsetTables.Align(memory);
            BlockSplit.For(problem.Groups * problem.Planes, (long)filterLength * problem.Groups, (problem, filters, transformed, filterLength, pitch), static (own, block) =>
            {
                var (problem, filters, transformed, filterLength, pitch) = own;
                var (group, plane) = Math.DivRem(block, problem.Planes);
                WinogradFilters<T, TVector, TOps>.Run(filters, group, plane, problem.Channels,
                    (T*)transformed + ((nint)group * filterLength) + (plane * pitch), problem.Planes * pitch);
            });

            var most = BlockTiles(problem);
            var blocks = ((problem.Tiles - 1) / most) + 1;
            var (from, to, flags) = ((nint)source, (nint)target, (nint)odd);
            BlockSplit.For(problem.Groups * blocks, problem.Work, (problem, transformed, filterLength, from, to, flags, (blocks, most)), static (own, block) =>
            {
                var (problem, transformed, filterLength, from, to, flags, (blocks, most)) = own;
                var (group, index) = Math.DivRem(block, blocks);
                RunBlock(problem, group, index * most, most, (T*)transformed + ((nint)group * filterLength), (T*)from, (T*)to, (byte*)flags);
            });
        }
    }

    private static int BlockTiles(in WinogradProblem problem)
    {
        var most = Math.Min(BlockBytes / (Products * sizeof(T)) / problem.Channels, ((problem.Tiles - 1) / WantedBlocks) + 1);
        return Math.Max(1, (most + (Strip / 2)) / Strip) * Strip;
    }

    private static void RunBlock(in WinogradProblem problem, int group, int first, int most, T* filters, T* source, T* target, byte* odd)
    {
        var count = Math.Min(most, problem.Tiles - first);
        var channels = problem.Channels;
        var tiles = new WinogradTiles<T, TVector, TOps>(problem, 0, channels, most);
        // A vector may write beyond the last tile of a channel.
        nint pitch = most + (64 / sizeof(T));
        var apart = WinogradProblem.Apart<T>(channels * pitch);
        var apartM = WinogradProblem.Apart<T>(Planes * Strip);
        var v = Scratch.Get<T>((Products * (apart + apartM)) + (4 * Planes * Strip) + Strip + tiles.BufferLength);
        var m = v + (Products * apart);
        var rows = m + (Products * apartM);
        var notFinite = rows + (4 * Planes * Strip);
        tiles.Run(source, group, first, count, v, pitch, apart, notFinite + Strip);
        var row = WinogradFilters<T, TVector, TOps>.Pitch(channels);
        for (var start = 0; start < count; start += Strip)
        {
            new Span<T>(notFinite, Strip).Clear();
            var strip = Math.Min(Strip, count - start);
            for (int plane = 0, planes; plane < problem.Planes; plane += planes)
            {
                planes = PlanesAtOnce(problem.Planes - plane);
                for (var product = 0; product < Products; product++)
                {
                    var a = new Operand<T>(filters + (((nint)product * problem.Planes) + plane) * row, row, 1);
                    var b = v + (product * apart) + start;
                    for (var i = 0; i < Strip; i += 2 * TOps.Count)
                        TileSweep<T, TVector, TOps>.Run<Two>(a, b + i, pitch, m + (product * apartM) + i, Strip, TOps.Count, planes, channels, false);
                }

                WinogradOutputs<T, TVector, TOps>.Run(m, apartM, planes, Strip, rows, notFinite);
                Put(problem, group, first + start, strip, plane, planes, rows, target);
            }

            for (var i = 0; i < strip; i++)
            {
                if (notFinite[i] != T.Zero)
                    odd[(problem.Place(first + start + i).Image * problem.Groups) + group] = 1;
            }
        }
    }

    // Tiles of 12 or 8 rows rather than of 4 and fewer.
    private static int PlanesAtOnce(int left) => left is > 12 and < 20 && TileSweep<T, TVector, TOps>.Tall == Planes ? 8 : Math.Min(left, Planes);

    // Copies the rows of outputs of a strip to where they belong, without those beyond the output's edges.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Put(in WinogradProblem problem, int group, int first, int count, int plane, int planes, T* rows, T* target)
    {
        for (var done = 0; done < count;)
        {
            var (image, row, column) = problem.Place(first + done);
            var length = Math.Min(count - done, problem.Across - column);
            var outputs = Math.Min(2 * length, problem.Width - (2 * column));
            var from = rows + (2 * done);
            var to = target + problem.TargetAt(image, group) + ((nint)plane * problem.Size) + ((nint)2 * row * problem.Width) + (2 * column);
            var hasSecond = (2 * row) + 1 < problem.Height;
            for (var i = 0; i < planes; i++, from += 4 * Strip, to += problem.Size)
            {
                PaddedRow.CopyRun(from, to, outputs);
                if (hasSecond)
                    PaddedRow.CopyRun(from + (2 * Strip), to + problem.Width, outputs);
            }

            done += length;
        }
    }
}
