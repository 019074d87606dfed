using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;
using AutoGrad.Memory;

namespace AutoGrad.Graphs.Compilation;

/// <summary>A smaller value and the slot that it is written out to.</summary>
internal readonly record struct TileStretch<T>(Storage<T> Source, int Size, Stretch Stretch, int Slot) where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Elementwise operations on values of one size, run tile by tile: what only they use never leaves fast memory.</summary>
internal sealed class TileStep<T> : Step, IOperandParts<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ScratchInBytes = 24 * 1024;
    private const int ShortestTile = 256;
    private const int LongestTile = 4096;
    private const int LengthMultiple = 64;
    private const int ParallelWork = 1 << 16;

    // Fewer elements are sooner copied than looked for in each operation.
    private const int FewestLent = 2048;

    [ThreadStatic]
    private static T[]? _scratch;

    [ThreadStatic]
    private static T[]? _part;

    [ThreadStatic]
    private static int _partStart;

    private readonly int _size;
    private readonly TileOperation<T>[] _operations;
    private readonly TileStretch<T>[] _stretches;
    private readonly Storage<T>[] _values;
    private readonly Tensor<T>?[] _lent;
    private readonly int _tile;
    private readonly int _tiles;
    private readonly int _slots;
    private readonly TilePlace _asked;
    private readonly Action<int> _runPart;
    private int _parts;
    private bool _isLent;

    /// <param name="size">The elements of each value.</param>
    /// <param name="operations">The operations, each after those whose results it reads.</param>
    /// <param name="stretches">The smaller values that are written out first.</param>
    /// <param name="values">The values that lie outside of the scratch.</param>
    /// <param name="slots">The number of values that lie in the scratch at a time.</param>
    /// <param name="asked">Where the result lies that others ask for by parts, if they do.</param>
    public TileStep(int size, TileOperation<T>[] operations, TileStretch<T>[] stretches, Storage<T>[] values, int slots, TilePlace asked)
    {
        (_size, _operations, _stretches, _values, _slots, _asked) = (size, operations, stretches, values, slots, asked);
        // What is one element takes no room to speak of.
        var runs = slots + operations.SelectMany(operation => operation.X.Append(operation.Y)).Where(place => place.Kind == PlaceKind.Value).Distinct().Count();
        var fitting = ScratchInBytes / Unsafe.SizeOf<T>() / Math.Max(runs, 1) / LengthMultiple * LengthMultiple;
        _tile = Math.Clamp(fitting, ShortestTile, LongestTile);
        // The last tile takes what would be left: no run is shorter than a tile, except where the whole value is.
        _tiles = Math.Max(size / _tile, 1);
        if (_tiles == 1)
            _tile = size;
        _runPart = RunPart;
        _lent = new Tensor<T>?[values.Length];
    }

    /// <inheritdoc/>
    public int PartLength => _tile;

    private int ScratchTile => _tiles == 1 ? _size : 2 * _tile;

    public override void Run()
    {
        // One each: more would wander between the caches of the cores from one run to the next.
        _parts = (long)_size * _operations.Length < ParallelWork ? 1 : Math.Min(AutoGradSettings.Threads, _tiles);
        if (_parts == 1)
            RunPart(0);
        else
            WorkSplit.For(_parts, _runPart);
    }

    /// <summary>Lends the step a tensor that a value is written to instead of its own place, unless the step reads or writes that memory.</summary>
    public bool TryLend(int value, Tensor<T> target)
    {
        if (_size < FewestLent)
            return false;
        var elements = target.Elements;
        foreach (var storage in _values)
        {
            if (elements.Overlaps(storage.Array))
                return false;
        }
        _lent[value] = target;
        _isLent = true;
        return true;
    }

    /// <summary>Gives the tensors back.</summary>
    public void GiveBack()
    {
        Array.Clear(_lent);
        _isLent = false;
    }

    /// <summary>Runs a range of elements on the calling thread; others may run at the same time on others.</summary>
    public void RunRange(int start, int length)
    {
        var scratch = Scratch();
        // Ranges are few tiles long: one tile that took what would be left would often not fit in the first cache.
        var tiles = ((length - 1) / _tile) + 1;
        for (var (tile, place) = (0, 0); tile < tiles; tile++)
        {
            var end = tile == tiles - 1 ? length : (int)((long)length * (tile + 1) / tiles) / LengthMultiple * LengthMultiple;
            RunTile(scratch, start + place, end - place);
            place = end;
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Part(int start, int count)
    {
        if (_asked.Kind == PlaceKind.Part && !(_part?.Length >= count))
            _part = GC.AllocateUninitializedArray<T>(count);
        _partStart = start;
        RunRange(start, count);
        return SpanOf(_asked, _scratch!, start, count);
    }

    private T[] Scratch()
    {
        var scratch = _scratch;
        if (scratch is null || scratch.Length < _slots * ScratchTile)
            _scratch = scratch = GC.AllocateUninitializedArray<T>(_slots * ScratchTile);
        return scratch;
    }

    private void RunPart(int part)
    {
        var scratch = Scratch();
        var (first, last) = ((int)((long)_tiles * part / _parts), (int)((long)_tiles * (part + 1) / _parts));
        for (var tile = first; tile < last; tile++)
            RunTile(scratch, tile * _tile, tile == _tiles - 1 ? _size - (tile * _tile) : _tile);
    }

    private void RunTile(T[] scratch, int start, int length)
    {
        foreach (ref readonly var stretch in _stretches.AsSpan())
            stretch.Stretch.Write<T>(stretch.Source.Span(stretch.Size), start, scratch.AsSpan(stretch.Slot * ScratchTile, length));
        foreach (ref readonly var operation in _operations.AsSpan())
        {
            var y = SpanOf(operation.Y, scratch, start, length);
            if (operation.Kernel is { } kernel)
                RunKernel(kernel, operation.X, scratch, start, y);
            else
                RunPrimitive(operation.Primitive, operation.X, scratch, start, y);
        }
    }

    private void RunKernel(FusedKernel<T> kernel, TilePlace[] places, T[] scratch, int start, Span<T> y)
    {
        var x = default(FusedOperands<T>);
        for (var k = 0; k < places.Length; k++)
        {
            var values = SpanOf(places[k], scratch, start, y.Length);
            if (places[k].Kind == PlaceKind.Element)
                x.SetElement(k, values[0]);
            else
                x.SetRun(k, values);
        }
        kernel.Run(ref x, y);
    }

    private void RunPrimitive(Primitive<T> primitive, TilePlace[] places, T[] scratch, int start, Span<T> y)
    {
        var count = places.Length;
        var x = new Tile<T>
        {
            A = SpanOf(places[0], scratch, start, y.Length),
            IsElementA = places[0].Kind == PlaceKind.Element,
            B = count > 1 ? SpanOf(places[1], scratch, start, y.Length) : default,
            IsElementB = count > 1 && places[1].Kind == PlaceKind.Element,
            C = count > 2 ? SpanOf(places[2], scratch, start, y.Length) : default,
        };
        primitive.EvaluateTile(x, y);
    }

    // Programs of scalars spend much of their time in finding places: what is seldom stands apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> SpanOf(TilePlace place, T[] scratch, int start, int length)
    {
        if (place.Kind is PlaceKind.Slot or PlaceKind.Stretched)
            return scratch.AsSpan(place.Index * ScratchTile, length);
        if (_isLent || place.Kind == PlaceKind.Part)
            return SeldomSpanOf(place, start, length);
        var storage = _values[place.Index];
        return place.Kind == PlaceKind.Element ? storage.Span(1) : storage.Array.AsSpan(storage.Offset + start, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Span<T> SeldomSpanOf(TilePlace place, int start, int length)
    {
        if (place.Kind == PlaceKind.Part)
            return _part.AsSpan(start - _partStart, length);
        if (_lent[place.Index] is { } target)
            return target.Elements.Slice(start, length);
        var storage = _values[place.Index];
        return place.Kind == PlaceKind.Element ? storage.Span(1) : storage.Array.AsSpan(storage.Offset + start, length);
    }
}
