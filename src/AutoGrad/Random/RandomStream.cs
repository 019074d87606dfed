using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>
/// A reproducible sequence of random numbers, given by a seed and a stream number: the same numbers, bit for bit, on every
/// platform, with every width of vector and every number of threads.
/// </summary>
/// <remarks>
/// <para>
/// The words come from the counter-based generator Philox4x32-10 (J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011): the seed is the key, the stream number and the position are the counter. A stream has
/// 2^64 words and then starts again. It is not meant for cryptography.
/// </para>
/// <para>
/// A uniform or normal number takes two words whatever its type, and is computed in <see cref="double"/> and then rounded: a model
/// in <see cref="float"/> starts from the rounded weights of the same model in <see cref="double"/>, and filling one long span
/// gives the same numbers as filling its parts in turn.
/// </para>
/// <para>An instance is not safe for use by several threads at once: give each its own <see cref="Fork"/>.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "The literature's word for it; no one expects a System.IO.Stream.")]
public sealed partial class RandomStream
{
    private const int WordsPerNumber = 2;
    private const int ChunkLength = 128;
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    private readonly uint[] _block = new uint[Philox.BlockLength];

    // The index of the block in _block; no block has the initial one.
    private ulong _blockIndex = ulong.MaxValue;

    /// <summary>Starts the stream of a seed and a stream number at position 0.</summary>
    /// <param name="seed">The seed: different seeds give unrelated numbers.</param>
    /// <param name="stream">The stream number: different streams of one seed are independent.</param>
    public RandomStream(ulong seed, ulong stream = 0)
    {
        Seed = seed;
        Stream = stream;
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The stream number.</summary>
    public ulong Stream { get; }

    /// <summary>
    /// The number of 32-bit words used so far, from 0 to 2^64 - 1. Store it with <see cref="Seed"/> and <see cref="Stream"/> and
    /// set it again to continue from the same place.
    /// </summary>
    public ulong Position { get; set; }

    /// <summary>An independent stream of the same seed, at position 0; this stream does not move.</summary>
    /// <param name="stream">The number of the new stream.</param>
    /// <returns>The new stream.</returns>
    /// <remarks>
    /// The stream number is absolute: <c>random.Fork(1).Fork(2)</c> is <c>random.Fork(2)</c>, and a fork to this stream's own number
    /// starts the same numbers again.
    /// </remarks>
    public RandomStream Fork(ulong stream) => new(Seed, stream);

    /// <summary>The next word, uniform over all 2^32 values; takes one word.</summary>
    /// <returns>A value from 0 to 2^32 - 1.</returns>
    public uint NextUInt32()
    {
        ulong index = Position / Philox.BlockLength;
        if (index != _blockIndex)
        {
            Philox.Block(Seed, index, Stream, _block);
            _blockIndex = index;
        }

        return _block[Position++ % Philox.BlockLength];
    }

    /// <summary>The next whole number in [0, <paramref name="exclusiveMax"/>), each equally likely; takes one word, rarely more.</summary>
    /// <param name="exclusiveMax">The bound above, itself excluded; at least 1.</param>
    /// <returns>A value from 0 to <paramref name="exclusiveMax"/> - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is below 1.</exception>
    /// <remarks>D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019.</remarks>
    public int Next(int exclusiveMax)
    {
        if (exclusiveMax < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(exclusiveMax), $"RandomStream.Next: needs exclusiveMax of at least 1, got {exclusiveMax}.");
        }

        uint range = (uint)exclusiveMax;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            // The 2^32 words divide into equal classes only when the first 2^32 mod range of the fractions are left out.
            uint leftOut = (0 - range) % range;
            while ((uint)product < leftOut)
                product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>The next number uniform in [0, 1), a multiple of 2^-53 rounded to <typeparamref name="T"/>; takes two words.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <returns>A value of at least 0 and below 1, also after rounding.</returns>
    public T NextUniform<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ulong lowerWord = NextUInt32();
        ulong pair = (ulong)NextUInt32() << 32 | lowerWord;
        return T.Min(T.CreateTruncating(Unit(pair)), T.BitDecrement(T.One));
    }

    /// <summary>
    /// Fills a span with numbers uniform in [<paramref name="low"/>, <paramref name="high"/>); takes two words for each element.
    /// </summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="destination">The span to fill, [n]; may be empty.</param>
    /// <param name="low">The bound below, included.</param>
    /// <param name="high">The bound above, excluded also after rounding.</param>
    /// <exception cref="ArgumentException">
    /// A bound is not finite, <paramref name="low"/> is not below <paramref name="high"/>, or their difference overflows.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillUniform<T>(Span<T> destination, T low, T high)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double origin = double.CreateTruncating(low);
        double range = double.CreateTruncating(high) - origin;
        if (!(range > 0 && double.IsFinite(range)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"RandomStream.FillUniform: needs finite low < high with a finite difference, got low {low} and high {high}."));
        }

        T highest = T.BitDecrement(high);
        Span<ulong> pairs = stackalloc ulong[ChunkLength];
        while (!destination.IsEmpty)
        {
            var chunk = destination[..Math.Min(ChunkLength, destination.Length)];
            NextWordPairs(pairs[..chunk.Length]);
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] = T.Min(T.CreateTruncating(origin + Unit(pairs[i]) * range), highest);

            destination = destination[chunk.Length..];
        }
    }

    /// <summary>
    /// Fills a span with normal numbers, <paramref name="mean"/> + <paramref name="standardDeviation"/> z with z = Φ⁻¹(u) for a
    /// uniform u; takes two words for each element.
    /// </summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="destination">The span to fill, [n]; may be empty.</param>
    /// <param name="mean">The mean; finite.</param>
    /// <param name="standardDeviation">The standard deviation; finite and at least 0, where 0 gives the mean itself.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="mean"/> or <paramref name="standardDeviation"/> is not finite, or <paramref name="standardDeviation"/> is
    /// negative.
    /// </exception>
    /// <remarks>
    /// The quantile function Φ⁻¹ is evaluated in <see cref="double"/> with + - * / and square roots only, which every platform rounds
    /// alike, so that these bits do not depend on the platform's mathematical library either. |z| stays below 8.3.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillNormal<T>(Span<T> destination, T mean, T standardDeviation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(mean) || !T.IsFinite(standardDeviation) || standardDeviation < T.Zero)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"RandomStream.FillNormal: needs a finite mean and a finite standardDeviation of at least 0, got mean {mean} and ")
                + FormattableString.Invariant($"standardDeviation {standardDeviation}."));
        }

        double center = double.CreateTruncating(mean);
        double scale = double.CreateTruncating(standardDeviation);
        Span<ulong> pairs = stackalloc ulong[ChunkLength];
        while (!destination.IsEmpty)
        {
            var chunk = destination[..Math.Min(ChunkLength, destination.Length)];
            NextWordPairs(pairs[..chunk.Length]);
            for (int i = 0; i < chunk.Length; i++)
            {
                // An odd multiple of 2^-53: never 0 or 1, symmetric about a half, and exact.
                double probability = ((pairs[i] >> 12) * 2 + 1) * TwoToMinus53;
                chunk[i] = T.CreateTruncating(center + scale * NormalQuantile.At(probability));
            }

            destination = destination[chunk.Length..];
        }
    }

    /// <summary>The numbers 0 to <paramref name="n"/> - 1 in a random order, each of the n! orders equally likely.</summary>
    /// <param name="n">How many numbers; at least 0.</param>
    /// <returns>The permutation, [n].</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), $"RandomStream.Permutation: needs n of at least 0, got {n}.");

        var order = new int[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Puts the elements of a span in a random order, each order equally likely (Fisher and Yates).</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="items">The span to shuffle, [n].</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static double Unit(ulong pair) => (pair >> 11) * TwoToMinus53;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NextWordPairs(Span<ulong> pairs)
    {
        Span<uint> words = stackalloc uint[WordsPerNumber * ChunkLength];
        words = words[..(WordsPerNumber * pairs.Length)];
        Philox.Fill(Seed, Stream, Position, words);
        Position += (ulong)words.Length;
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (ulong)words[WordsPerNumber * i + 1] << 32 | words[WordsPerNumber * i];
    }
}
