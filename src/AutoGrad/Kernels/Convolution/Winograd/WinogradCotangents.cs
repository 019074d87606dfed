using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// The transform of the outputs' cotangents for a run of tiles, A ȳ Aᵀ with ȳ the 2 by 2 elements of a tile: e[product, tile, plane]. Vectors run over
/// planes. A's last row is taken without its sign, as <see cref="WinogradWeights{T, TVector, TOps}"/> knows.
/// </summary>
internal readonly unsafe struct WinogradCotangents<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // The planes that are turned at once.
    private const int Turned = 4;

    private readonly WinogradProblem _problem;
    private readonly int _plane;
    private readonly int _planes;
    private readonly bool _isByRow;
    private readonly nint _outputs;

    /// <param name="problem">The sizes.</param>
    /// <param name="plane">The first plane of the group.</param>
    /// <param name="planes">The number of planes.</param>
    /// <param name="most">The most tiles of a run.</param>
    public WinogradCotangents(in WinogradProblem problem, int plane, int planes, int most)
    {
        (_problem, _plane, _planes) = (problem, plane, planes);
        // Long pieces of each plane are read at once: rows as a whole, unless they are wide.
        _isByRow = most < 2 * problem.Across;
        _outputs = _isByRow ? 4 * (nint)Math.Min(problem.Across, most) : 2 * (nint)Math.Min(problem.Down, (most / problem.Across) + 2) * problem.Width;
    }

    /// <summary>The elements between tiles.</summary>
    public nint Pitch => ((nint)_planes + TOps.Count - 1) / TOps.Count * TOps.Count;

    /// <summary>The elements of working memory.</summary>
    public nint BufferLength => (_outputs + 1) * Pitch;

    /// <summary>Transforms the tiles from one on.</summary>
    /// <param name="y">The cotangents of all images and groups.</param>
    /// <param name="group">The group.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="e">Where the transforms are written.</param>
    /// <param name="product">The distance of products in e.</param>
    /// <param name="buffer">Working memory.</param>
    public void Run(T* y, int group, int first, int count, T* e, nint product, T* buffer)
    {
        var (width, pitch) = (_problem.Width, Pitch);
        // What tiles have beyond the outputs.
        var zeros = buffer + (_outputs * pitch);
        new Span<T>(zeros, (int)pitch).Clear();
        for (var done = 0; done < count;)
        {
            var (image, row, column) = _problem.Place(first + done);
            var left = _problem.ImageTiles - (row * _problem.Across) - column;
            var length = Math.Min(count - done, _isByRow ? Math.Min(left, _problem.Across - column) : left);
            var end = Math.Min(_problem.Height, (2 * ((column + length - 1) / _problem.Across)) + 2 + (2 * row));
            var plane = y + _problem.TargetAt(image, group) + ((nint)_plane * _problem.Size) + ((nint)2 * row * width);
            var (start, columns) = _isByRow ? (2 * column, Math.Min(2 * length, width - (2 * column))) : (0, width);
            if (_isByRow)
            {
                for (var r = 0; r < end - (2 * row); r++)
                    Turn(plane + ((nint)r * width) + start, buffer + (r * columns * pitch), columns);
            }
            else
            {
                Turn(plane, buffer, (end - (2 * row)) * width);
            }

            var from = buffer;
            for (var stop = done + length; done < stop; column = 0, row++)
            {
                var lower = (2 * row) + 1 < end ? from + (columns * pitch) : null;
                for (; column < _problem.Across && done < stop; column++, done++)
                {
                    var place = (2 * column) - start;
                    var hasRight = place + 1 < columns;
                    var upper = from + (place * pitch);
                    Put(upper, hasRight ? upper + pitch : zeros, lower is null ? zeros : lower + (place * pitch),
                        hasRight && lower is not null ? lower + ((place + 1) * pitch) : zeros, pitch, e + (done * pitch), product);
                }

                from += 2 * columns * pitch;
            }
        }
    }

    // Outputs of all planes side by side.
    private void Turn(T* y, T* to, int count)
    {
        var (size, pitch) = (_problem.Size, Pitch);
        for (int plane = 0, planes; plane < _planes; plane += planes, y += planes * size, to += planes)
        {
            planes = _planes - plane < 2 * Turned ? _planes - plane : Turned;
            // A hint, which may lie beyond the outputs: neighbouring planes are too far apart for the hardware to foresee.
            for (var next = planes; next < planes + Turned && Sse.IsSupported; next++)
            {
                for (var i = 0; i < count; i += 64 / sizeof(T))
                    Sse.Prefetch0(y + (next * size) + i);
            }

            BlockTransposition.Run(y, size, to, pitch, planes, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Put(T* a, T* b, T* c, T* d, nint pitch, T* e, nint product)
    {
        for (nint i = 0; i < pitch; i += TOps.Count)
        {
            TVector y0 = TOps.Load(a + i), y1 = TOps.Load(b + i), y2 = TOps.Load(c + i), y3 = TOps.Load(d + i);
            var to = e + i;
            Put(y0, y1, to, product);
            Put(TOps.Add(y0, y2), TOps.Add(y1, y3), to + (4 * product), product);
            Put(TOps.Subtract(y0, y2), TOps.Subtract(y1, y3), to + (8 * product), product);
            Put(y2, y3, to + (12 * product), product);
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
