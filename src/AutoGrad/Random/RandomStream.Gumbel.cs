using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad;

public sealed partial class RandomStream
{
    /// <summary>Fills a span with standard Gumbel numbers, -ln(-ln u) for a uniform u; takes two words for each element.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="destination">The span to fill, [n]; may be empty.</param>
    /// <remarks>
    /// The logarithms are evaluated in <see cref="double"/> with + - * / only, as the normal numbers are, so that the bits do not depend on
    /// the platform. The numbers lie between -3.7 and 36.8.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillGumbel<T>(Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<ulong> pairs = stackalloc ulong[ChunkLength];
        while (!destination.IsEmpty)
        {
            var chunk = destination[..Math.Min(ChunkLength, destination.Length)];
            NextWordPairs(pairs[..chunk.Length]);
            for (int i = 0; i < chunk.Length; i++)
            {
                // Never 0 or 1, so that both logarithms are finite.
                double probability = ((pairs[i] >> 12) * 2 + 1) * TwoToMinus53;
                chunk[i] = T.CreateTruncating(-NormalQuantile.Log(-NormalQuantile.Log(probability)));
            }

            destination = destination[chunk.Length..];
        }
    }
}
