using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The transpose of a convolution in its weights by minimal filtering: the products of transformed tiles with transformed cotangents, summed over all
/// tiles, and then turned into the taps, Gᵀ s G. The number of partial sums follows from the problem alone, and they are added in their order. Channels
/// and planes are parted into squares, whose sums stay in the caches.
/// </summary>
internal static unsafe class WinogradWeights<T, TVector, TOps>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private const int Products = WinogradProblem.Products;
    private const int Taps = WinogradTaps<T>.Taps;
    private const int LeastTiles = 128;

    // So many parts are enough for the threads.
    private const int WantedParts = 16;

    // The sums of so many channels and planes stay in the second cache.
    private const int Side = 64;

    // The transformed tiles and cotangents of a block stay in the second cache.
    private const int BlockBytes = 512 * 1024;

    // As many tiles as the widest vectors take at once.
    private static int Strip => 128 / sizeof(T);

    /// <summary>Sets w [groups, planes, channels, 3, 3] to the sums for the source x and the cotangents y; false if one is not finite.</summary>
    public static bool Run(WinogradProblem problem, T* x, T* y, T* w)
    {
        var (groups, channels, planes) = (problem.Groups, problem.Channels, problem.Planes);
        var pitch = ((nint)planes + TOps.Count - 1) / TOps.Count * TOps.Count;
        var whole = Products * channels * pitch;
        var (across, down) = (((planes - 1) / Side) + 1, ((channels - 1) / Side) + 1);
        var parts = checked(groups * across * down);
        var sums = Math.Clamp(((WantedParts - 1) / parts) + 1, 1, ((problem.Tiles - 1) / LeastTiles) + 1);
        using var rented = new RentedSpan<T>(checked((int)(whole * sums * groups) + OffsetTables.Alignment<T>()));
        using var flags = new RentedSpan<byte>(groups * channels);
        fixed (T* memory = rented.Span)
        fixed (byte* flagged = flags.Span)
        {
            var (partials, from, to, result, odd) = ((nint)OffsetTables.Align(memory), (nint)x, (nint)y, (nint)w, (nint)flagged);
            BlockSplit.For(sums * parts, problem.Work, (problem, partials, from, to, sums, pitch, (across, down)), static (own, block) =>
            {
                var (problem, partials, from, to, sums, pitch, (across, down)) = own;
                var (index, part) = Math.DivRem(block, across * down);
                var (group, sum) = Math.DivRem(index, sums);
                var (first, last) = ((int)((long)problem.Tiles * sum / sums), (int)((long)problem.Tiles * (sum + 1) / sums));
                var (channel, plane) = (part / across * Side, part % across * Side);
                AddTiles(problem, group, (first, last), (channel, Math.Min(Side, problem.Channels - channel)), (plane, Math.Min(Side, problem.Planes - plane)),
                    (T*)from, (T*)to, (T*)partials + (((nint)index * Products * problem.Channels) + channel) * pitch + plane, pitch);
            });
            BlockSplit.For(groups * channels, (long)whole * sums * groups, (problem, partials, result, sums, odd, pitch), static (own, block) =>
            {
                var (problem, partials, result, sums, odd, pitch) = own;
                var (group, channel) = Math.DivRem(block, problem.Channels);
                var first = (T*)partials + ((nint)group * sums * Products * problem.Channels * pitch) + (channel * pitch);
                ((byte*)odd)[block] = Finish(problem, first, sums, pitch, (T*)result + (((nint)group * problem.Planes * problem.Channels) + channel) * Taps) ? (byte)0 : (byte)1;
            });
        }

        return !flags.Span.Contains((byte)1);
    }

    // Adds up the products [products, channels, pitch] of some channels with some planes, over some tiles.
    private static void AddTiles(
        in WinogradProblem problem, int group, (int First, int Last) range, (int First, int Count) channel, (int First, int Count) plane,
        T* x, T* y, T* sums, nint pitch)
    {
        var (channels, row) = (channel.Count, ((nint)plane.Count + TOps.Count - 1) / TOps.Count * TOps.Count);
        var (first, last) = range;
        var most = (int)Math.Clamp(BlockBytes / (Products * sizeof(T)) / (channels + row) / Strip, 1, ((last - first - 1) / Strip) + 1) * Strip;
        var cotangents = new WinogradCotangents<T, TVector, TOps>(problem, plane.First, plane.Count, most);
        var tiles = new WinogradTiles<T, TVector, TOps>(problem, channel.First, channels, most);
        // A vector may write beyond the last tile of a channel.
        nint line = most + (64 / sizeof(T));
        var (apartV, apartE) = (WinogradProblem.Apart<T>(channels * line), WinogradProblem.Apart<T>(most * row));
        var v = Scratch.Get<T>((Products * (apartV + apartE)) + Math.Max(tiles.BufferLength, cotangents.BufferLength));
        var e = v + (Products * apartV);
        var buffer = e + (Products * apartE);
        for (var tile = first; tile < last; tile += most)
        {
            var count = Math.Min(most, last - tile);
            tiles.Run(x, group, tile, count, v, line, apartV, buffer);
            cotangents.Run(y, group, tile, count, e, apartE, buffer);
            for (var product = 0; product < Products; product++)
            {
                var a = new Operand<T>(v + (product * apartV), line, 1);
                var (b, c) = ((nint)(e + (product * apartE)), (nint)(sums + (product * problem.Channels * pitch)));
                for (nint i = 0; i < row; i += 2 * TOps.Count)
                {
                    if (row - i > TOps.Count)
                        TileSweep<T, TVector, TOps>.Run<Two>(a, (T*)b + i, row, (T*)c + i, pitch, TOps.Count, channels, count, tile > first);
                    else
                        TileSweep<T, TVector, TOps>.Run<One>(a, (T*)b + i, row, (T*)c + i, pitch, TOps.Count, channels, count, tile > first);
                }
            }
        }
    }

    // Adds the partial sums of a channel, and turns them into its taps.
    private static bool Finish(in WinogradProblem problem, T* first, int sums, nint pitch, T* w)
    {
        var product = problem.Channels * pitch;
        for (var i = 0; i < Products; i++)
        {
            var total = new Span<T>(first + (i * product), problem.Planes);
            for (var sum = 1; sum < sums; sum++)
                TensorPrimitives.Add(total, new ReadOnlySpan<T>(first + (((sum * Products) + i) * product), problem.Planes), total);
        }

        var taps = Scratch.Get<T>(Taps * pitch);
        TapsOf(first, product, taps, pitch);
        BlockTransposition.Run(taps, pitch, w, (nint)problem.Channels * Taps, Taps, problem.Planes);
        for (var i = 0; i < Taps; i++)
        {
            if (!TensorPrimitives.IsFiniteAll(new ReadOnlySpan<T>(taps + (i * pitch), problem.Planes)))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapsOf(T* s, nint product, T* taps, nint pitch)
    {
        var half = TOps.Broadcast(T.One / (T.One + T.One));
        for (nint i = 0; i < pitch; i += TOps.Count, s += TOps.Count, taps += TOps.Count)
        {
            var (a0, a1, a2) = Along(s, 4 * product, half);
            var (b0, b1, b2) = Along(s + product, 4 * product, half);
            var (c0, c1, c2) = Along(s + (2 * product), 4 * product, half);
            var (d0, d1, d2) = Along(s + (3 * product), 4 * product, half);
            Put(a0, b0, c0, d0, half, taps, pitch);
            Put(a1, b1, c1, d1, half, taps + (3 * pitch), pitch);
            Put(a2, b2, c2, d2, half, taps + (6 * pitch), pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector) Along(T* s, nint step, TVector half) =>
        Along(TOps.Load(s), TOps.Load(s + step), TOps.Load(s + (2 * step)), TOps.Load(s + (3 * step)), half);

    // The last one lacks its sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector) Along(TVector s0, TVector s1, TVector s2, TVector s3, TVector half)
    {
        var sum = TOps.MultiplyAdd(TOps.Add(s1, s2), half, default);
        return (TOps.Add(s0, sum), TOps.MultiplyAdd(TOps.Subtract(s1, s2), half, default), TOps.Subtract(sum, s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector s0, TVector s1, TVector s2, TVector s3, TVector half, T* taps, nint pitch)
    {
        var (w0, w1, w2) = Along(s0, s1, s2, s3, half);
        TOps.Store(w0, taps);
        TOps.Store(w1, taps + pitch);
        TOps.Store(w2, taps + (2 * pitch));
    }
}
