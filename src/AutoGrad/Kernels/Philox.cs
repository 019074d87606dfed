using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// The counter-based generator Philox4x32-10: a bijection of 128-bit counters for each 64-bit key, whose outputs on successive
/// counters pass as independent uniform words.
/// </summary>
/// <remarks>
/// J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. A word depends on nothing
/// but its key and its place, so any part of a stream can be made by any thread in any order.
/// </remarks>
internal static class Philox
{
    /// <summary>The number of 32-bit words in a block.</summary>
    internal const int BlockLength = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;

    /// <summary>Writes the block of four words at a counter; each 64-bit argument carries two words, the lower one first.</summary>
    /// <param name="key">The key words 0 and 1.</param>
    /// <param name="counterLow">The counter words 0 and 1.</param>
    /// <param name="counterHigh">The counter words 2 and 3.</param>
    /// <param name="words">Where the words go, [4].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Block(ulong key, ulong counterLow, ulong counterHigh, Span<uint> words)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (c0, c1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (c2, c3) = ((uint)counterHigh, (uint)(counterHigh >> 32));

        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += KeyStep0;
            k1 += KeyStep1;
        }

        // Highest index first: one bounds check covers all four.
        words[3] = c3;
        words[2] = c2;
        words[1] = c1;
        words[0] = c0;
    }

    /// <summary>Writes the words of a stream from a position on.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="stream">The upper half of each counter; the lower half counts blocks.</param>
    /// <param name="position">The place in the stream of the first word written, counted in words, modulo 2^64.</param>
    /// <param name="words">Where the words go, [n].</param>
    internal static void Fill(ulong seed, ulong stream, ulong position, Span<uint> words)
    {
        if (Avx2.IsSupported && position % BlockLength == 0)
        {
            int written = FillInVectors(seed, stream, position / BlockLength, words);
            words = words[written..];
            position += (ulong)written;
        }

        Span<uint> block = stackalloc uint[BlockLength];
        while (!words.IsEmpty)
        {
            int skipped = (int)(position % BlockLength);
            int written = Math.Min(BlockLength - skipped, words.Length);
            if (written == BlockLength)
            {
                Block(seed, position / BlockLength, stream, words);
            }
            else
            {
                Block(seed, position / BlockLength, stream, block);
                block.Slice(skipped, written).CopyTo(words);
            }

            words = words[written..];
            position += (ulong)written;
        }
    }

    // Four blocks at a time, each 32-bit value in the lower half of a 64-bit lane: the product reads only the lower halves, so
    // what gathers in the upper ones does no harm. The integers are those of Block, so the words are, too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FillInVectors(ulong key, ulong counterHigh, ulong firstBlock, Span<uint> words)
    {
        var multiplier0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        var multiplier1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        var keyStep0 = Vector256.Create((ulong)KeyStep0);
        var keyStep1 = Vector256.Create((ulong)KeyStep1);
        var lower = Vector256.Create((ulong)uint.MaxValue);
        // Positions are modulo 2^64 and blocks therefore modulo 2^62.
        var lastBlock = Vector256.Create(ulong.MaxValue / BlockLength);
        var block = (Vector256.Create(firstBlock) + Vector256.Create(0UL, 1, 2, 3)) & lastBlock;

        int written = 0;
        for (; words.Length - written >= 4 * BlockLength; written += 4 * BlockLength)
        {
            var (k0, k1) = (Vector256.Create(key), Vector256.Create(key >> 32));
            var (c0, c1) = (block, block >>> 32);
            var (c2, c3) = (Vector256.Create(counterHigh), Vector256.Create(counterHigh >> 32));
            for (int round = 0; round < Rounds; round++)
            {
                var product0 = Avx2.Multiply(multiplier0, c0.AsUInt32());
                var product1 = Avx2.Multiply(multiplier1, c2.AsUInt32());
                c0 = (product1 >>> 32) ^ c1 ^ k0;
                c1 = product1;
                c2 = (product0 >>> 32) ^ c3 ^ k1;
                c3 = product0;
                k0 += keyStep0;
                k1 += keyStep1;
            }

            var words01 = (c0 & lower) | (c1 << 32);
            var words23 = (c2 & lower) | (c3 << 32);
            var blocks02 = Avx2.UnpackLow(words01, words23);
            var blocks13 = Avx2.UnpackHigh(words01, words23);
            Avx2.Permute2x128(blocks02, blocks13, 0x20).AsUInt32().CopyTo(words[written..]);
            Avx2.Permute2x128(blocks02, blocks13, 0x31).AsUInt32().CopyTo(words[(written + 8)..]);
            block = (block + Vector256.Create(4UL)) & lastBlock;
        }

        return written;
    }
}
