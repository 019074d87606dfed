using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The transform of a source for a run of tiles, Bᵀ d B with d the 4 by 4 elements that a tile meets: v[product, channel, tile]. Rows are transformed
/// along their length once, wherever two rows of tiles share them, and then column by column of the tiles; vectors run over tiles.
/// </summary>
internal readonly unsafe struct WinogradTiles<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private readonly WinogradProblem _problem;
    private readonly int _most;
    private readonly int _rows;
    private readonly nint _part;

    /// <param name="problem">The sizes.</param>
    /// <param name="most">The most tiles of a run.</param>
    public WinogradTiles(in WinogradProblem problem, int most)
    {
        (_problem, _most) = (problem, most);
        // Wide rows of tiles are transformed by themselves, as parts of them.
        IsByRow = most < 2 * problem.Across;
        _rows = IsByRow ? 4 : (2 * Math.Min(problem.Down, (most / problem.Across) + 2)) + 2;
        _part = Math.Min(problem.Across, most) + (2 * TOps.Count);
        RowLength = (2 * Math.Min(problem.Across, most)) + 2 + (2 * TOps.Count);
    }

    private bool IsByRow { get; }

    private int RowLength { get; }

    /// <summary>The elements of working memory.</summary>
    public nint BufferLength => RowLength + (_rows * 4 * _part);

    /// <summary>Transforms the tiles from one on. Up to a vector of what follows them in each row of v is written as well.</summary>
    /// <param name="source">The source of all images.</param>
    /// <param name="group">The group whose channels are taken.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="v">Where the transforms are written.</param>
    /// <param name="pitch">The distance of channels in v, at least a vector more than the tiles.</param>
    /// <param name="buffer">Working memory.</param>
    public void Run(T* source, int group, int first, int count, T* v, nint pitch, T* buffer)
    {
        new Span<T>(buffer, RowLength).Clear();
        for (var done = 0; done < count;)
        {
            var (image, row, column) = _problem.Place(first + done);
            var length = Math.Min(count - done, _problem.ImageTiles - (row * _problem.Across) - column);
            if (IsByRow)
                length = Math.Min(length, _problem.Across - column);
            RunImage(source + _problem.SourceAt(image, group), row, column, length, v + done, pitch, buffer);
            done += length;
        }
    }

    // Tiles of one image. Those after a row's last are written over by the next row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunImage(T* source, int row, int column, int count, T* v, nint pitch, T* buffer)
    {
        var across = _problem.Across;
        var isRow = column + count <= across;
        var (start, width) = isRow ? (column, count) : (0, across);
        var rows = (2 * ((column + count - 1) / across)) + 4;
        var halves = buffer + RowLength;
        PaddedRow copy = new(_problem.SourceWidth, (2 * start) - _problem.Left, 1, (2 * width) + 2);
        for (var channel = 0; channel < _problem.Channels; channel++, source += _problem.SourceSize, v += pitch)
        {
            for (var r = 0; r < rows; r++)
            {
                var place = (2 * row) - _problem.Top + r;
                if ((uint)place >= (uint)_problem.SourceHeight)
                {
                    new Span<T>(halves + (r * 4 * _part), (int)(4 * _part)).Clear();
                    continue;
                }

                copy.Copy(source + ((nint)place * _problem.SourceWidth), buffer);
                AlongRow(buffer, halves + (r * 4 * _part), _part, width);
            }

            var from = halves;
            var x = column;
            for (var done = 0; done < count; x = 0, from += 8 * _part)
            {
                var length = Math.Min(count - done, across - x);
                AlongColumns(from + (x - start), _part, v + done, pitch * _problem.Channels, length);
                done += length;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AlongRow(T* row, T* half, nint part, int count)
    {
        for (nint i = 0; i < count; i += TOps.Count)
        {
            var (d0, d1) = VectorPairs<T, TVector>.Part(TOps.Load(row + (2 * i)), TOps.Load(row + (2 * i) + TOps.Count));
            var (d2, d3) = VectorPairs<T, TVector>.Part(TOps.Load(row + (2 * i) + 2), TOps.Load(row + (2 * i) + 2 + TOps.Count));
            TOps.Store(TOps.Subtract(d0, d2), half + i);
            TOps.Store(TOps.Add(d1, d2), half + part + i);
            TOps.Store(TOps.Subtract(d2, d1), half + (2 * part) + i);
            TOps.Store(TOps.Subtract(d1, d3), half + (3 * part) + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AlongColumns(T* half, nint part, T* v, nint product, int count)
    {
        for (nint i = 0; i < count; i += TOps.Count)
        {
            var from = half + i;
            var to = v + i;
            for (var j = 0; j < 4; j++, from += part, to += product)
            {
                TVector d0 = TOps.Load(from), d1 = TOps.Load(from + (4 * part)), d2 = TOps.Load(from + (8 * part)), d3 = TOps.Load(from + (12 * part));
                TOps.Store(TOps.Subtract(d0, d2), to);
                TOps.Store(TOps.Add(d1, d2), to + (4 * product));
                TOps.Store(TOps.Subtract(d2, d1), to + (8 * product));
                TOps.Store(TOps.Subtract(d1, d3), to + (12 * product));
            }
        }
    }
}
