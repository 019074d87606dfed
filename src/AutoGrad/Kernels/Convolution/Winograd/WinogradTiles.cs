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
    private readonly int _channel;
    private readonly int _channels;
    private readonly bool _isByRow;
    private readonly int _rows;
    private readonly nint _part;

    /// <param name="problem">The sizes.</param>
    /// <param name="channel">The first channel of the group that is taken.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="most">The most tiles of a run.</param>
    public WinogradTiles(in WinogradProblem problem, int channel, int channels, int most)
    {
        (_problem, _channel, _channels) = (problem, channel, channels);
        // Wide rows of tiles are transformed by themselves, as parts of them.
        _isByRow = most < 2 * problem.Across;
        _rows = _isByRow ? 4 : (2 * Math.Min(problem.Down, (most / problem.Across) + 2)) + 2;
        _part = (Math.Min(problem.Across, most) + (2 * TOps.Count) - 1) / TOps.Count * TOps.Count;
    }

    /// <summary>The elements of working memory.</summary>
    public nint BufferLength => WinogradRows<T, TVector, TOps>.BufferLength(_part) + (_rows * 4 * _part);

    /// <summary>Transforms the tiles from one on. Up to a vector of what follows them in each row of v is written as well.</summary>
    /// <param name="source">The source of all images and groups.</param>
    /// <param name="group">The group.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="v">Where the transforms are written.</param>
    /// <param name="pitch">The distance of channels in v, at least a vector more than the tiles.</param>
    /// <param name="product">The distance of products in v.</param>
    /// <param name="buffer">Working memory.</param>
    public void Run(T* source, int group, int first, int count, T* v, nint pitch, nint product, T* buffer)
    {
        for (var done = 0; done < count;)
        {
            var (image, row, column) = _problem.Place(first + done);
            var length = Math.Min(count - done, _problem.ImageTiles - (row * _problem.Across) - column);
            if (_isByRow)
                length = Math.Min(length, _problem.Across - column);
            RunImage(source, _problem.SourceAt(image, group) + ((nint)_channel * _problem.SourceSize), row, column, length, v + done, pitch, product, buffer);
            done += length;
        }
    }

    // Tiles of one image.
    private void RunImage(T* source, nint image, int row, int column, int count, T* v, nint pitch, nint product, T* buffer)
    {
        var across = _problem.Across;
        var (start, width) = column + count <= across ? (column, count) : (0, across);
        var tileRows = ((column + count - 1) / across) + 1;
        var rows = new WinogradRows<T, TVector, TOps>(_problem, source, (2 * start) - _problem.Left, width, buffer);
        var halves = buffer + WinogradRows<T, TVector, TOps>.BufferLength(_part);
        for (var channel = 0; channel < _channels; channel++, v += pitch)
        {
            rows.Run(image + ((nint)channel * _problem.SourceSize), (2 * row) - _problem.Top, (2 * tileRows) + 2, halves, _part);
            AlongColumns(halves - start, _part, column, across, count, v, product);
        }
    }

    // Tiles after a row's last are written over by the next row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongColumns(T* halves, nint part, nint column, nint across, nint count, T* v, nint product)
    {
        while (count > 0)
        {
            var length = Math.Min(count, across - column);
            for (nint i = 0; i < length; i += TOps.Count)
            {
                var from = halves + column + i;
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

            (count, column) = (count - length, 0);
            v += length;
            halves += 8 * part;
        }
    }
}
