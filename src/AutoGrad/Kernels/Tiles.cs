using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Computes a function of several passes tile by tile, so that what lies between the passes stays in the first cache.</summary>
internal static class Tiles
{
    /// <summary>The passes over one tile. The results may lie where the inputs do, so that these are read before those are written.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The results, as many.</param>
    /// <param name="scratch">Working memory, as much.</param>
    /// <param name="state">Static arguments.</param>
    public delegate void Passes<T, TState>(ReadOnlySpan<T> x, Span<T> y, Span<T> scratch, TState state);

    public static void Run<T, TState>(ReadOnlySpan<T> x, Span<T> y, TState state, Passes<T, TState> passes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> scratch = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += scratch.Length)
        {
            var length = Math.Min(scratch.Length, x.Length - start);
            passes(x.Slice(start, length), y.Slice(start, length), scratch[..length], state);
        }
    }
}
