using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The transform of the outputs' cotangents for a run of tiles, A ȳ Aᵀ with ȳ the 2 by 2 elements of a tile: e[product, tile, plane]. Vectors run over
/// planes. A's last row is taken without its sign, as <see cref="WinogradWeights{T, TVector, TOps}"/> knows.
/// </summary>
internal readonly unsafe struct WinogradCotangents<T, TVector, TOps>(WinogradProblem problem, int group, int firstPlane, int planes)
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // As many tiles of a row as are turned at once.
    private const int Turned = 32;

    /// <summary>The elements between tiles.</summary>
    public nint Pitch => ((nint)planes + TOps.Count - 1) / TOps.Count * TOps.Count;

    /// <summary>The elements of working memory.</summary>
    public nint BufferLength => 4 * Turned * Pitch;

    /// <summary>Transforms the tiles from one on.</summary>
    /// <param name="y">The cotangents of all images and groups.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="e">Where the transforms are written.</param>
    /// <param name="product">The distance of products in e.</param>
    /// <param name="buffer">Working memory.</param>
    public void Run(T* y, int first, int count, T* e, nint product, T* buffer)
    {
        for (var done = 0; done < count;)
        {
            var (image, row, column) = problem.Place(first + done);
            var length = Math.Min(Math.Min(count - done, problem.Across - column), Turned);
            var plane = y + problem.TargetAt(image, group) + ((nint)firstPlane * problem.Size);
            var to = buffer;
            for (var r = 2 * row; r < (2 * row) + 2; r++, to += 2 * Turned * Pitch)
                Turn(plane + ((nint)r * problem.Width) + (2 * column), r < problem.Height ? Math.Min(2 * length, problem.Width - (2 * column)) : 0, 2 * length, to);
            Run(buffer, buffer + (2 * Turned * Pitch), length, Pitch, e + (done * Pitch), product);
            done += length;
        }
    }

    // Elements of all planes side by side, and zeros beyond the outputs.
    private void Turn(T* y, int count, int all, T* to)
    {
        if (count > 0)
            BlockTransposition.Run(y, problem.Size, to, Pitch, planes, count);
        new Span<T>(to + (count * Pitch), (int)((all - count) * Pitch)).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(T* upper, T* lower, int tiles, nint pitch, T* e, nint product)
    {
        for (var tile = 0; tile < tiles; tile++, upper += 2 * pitch, lower += 2 * pitch, e += pitch)
        {
            for (nint i = 0; i < pitch; i += TOps.Count)
            {
                TVector a = TOps.Load(upper + i), b = TOps.Load(upper + pitch + i);
                TVector c = TOps.Load(lower + i), d = TOps.Load(lower + pitch + i);
                var to = e + i;
                Put(a, b, to, product);
                Put(TOps.Add(a, c), TOps.Add(b, d), to + (4 * product), product);
                Put(TOps.Subtract(a, c), TOps.Subtract(b, d), to + (8 * product), product);
                Put(c, d, to + (12 * product), product);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector a, TVector b, T* e, nint product)
    {
        TOps.Store(a, e);
        TOps.Store(TOps.Add(a, b), e + product);
        TOps.Store(TOps.Subtract(a, b), e + (2 * product));
        TOps.Store(b, e + (3 * product));
    }
}
