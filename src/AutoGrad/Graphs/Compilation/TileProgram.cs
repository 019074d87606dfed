using System.Numerics;
using AutoGrad.Memory;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Writes the operations of a group as operations on a tile, and gives its scratch to those values that are alive at a time.</summary>
internal sealed class TileProgram<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lowering<T> _lowering;
    private readonly int[] _group;
    private readonly bool[] _isInternal;
    private readonly Func<int, Storage<T>> _storageOf;
    private readonly int _asked;
    private readonly int _size;
    private readonly Shape _shape;
    private readonly List<TileOperation<T>> _operations = [];
    private readonly List<TileStretch<T>> _stretches = [];
    private readonly List<Storage<T>> _values = [];
    private readonly Dictionary<int, int> _valuePlaces = [];
    private readonly Dictionary<(int, Shape), int> _stretchSlots = [];
    private readonly Dictionary<int, int> _slots = [];
    private readonly Dictionary<int, int> _lastUse = [];
    private readonly Stack<int> _freeSlots = new();
    private int _slotCount;

    /// <param name="lowering">The graph.</param>
    /// <param name="group">The operations, each after those whose results it reads.</param>
    /// <param name="isInternal">Which values nobody else reads, but for one that is asked for.</param>
    /// <param name="storageOf">Where a value lies that others read.</param>
    /// <param name="asked">The value that the next step asks for by parts; -1 where there is none.</param>
    public TileProgram(Lowering<T> lowering, int[] group, bool[] isInternal, Func<int, Storage<T>> storageOf, int asked)
    {
        (_lowering, _group, _isInternal, _storageOf, _asked) = (lowering, group, isInternal, storageOf, asked);
        _shape = lowering.Nodes[group[0]].Shape;
        _size = _shape.Size;
    }

    public TileStep<T> ToStep()
    {
        var trees = TileFusion<T>.TreesOf(_lowering, _group, _isInternal);
        for (var p = 0; p < _group.Length; p++)
        {
            foreach (var leaf in trees[p]?.Leaves ?? [])
                _lastUse[_lowering.Roots[leaf]] = p;
        }
        // What is stretched is written out before the first operation and stays.
        foreach (var tree in trees)
        {
            foreach (var leaf in tree?.Leaves ?? [])
                AddStretch(tree!, leaf);
        }
        for (var p = 0; p < _group.Length; p++)
        {
            if (trees[p] is { } tree)
                AddOperation(tree, p);
        }
        var asked = _asked < 0 ? default : ResultPlace(_asked);
        return new(_size, [.. _operations], [.. _stretches], [.. _values], _slotCount, asked);
    }

    /// <summary>The number in the step of a value that others read.</summary>
    public int ValueOf(int root) => _valuePlaces[root];

    private void AddOperation(FusedTree<T> tree, int position)
    {
        var node = _lowering.Nodes[_group[position]];
        var kernel = tree.Operations > 1 ? tree.ToKernel(leaf => IsElement(tree, leaf)) : null;
        var places = Array.ConvertAll(kernel is null ? node.OperandArray : [.. tree.Leaves], leaf => PlaceOf(tree, leaf));
        var mayOverlap = kernel is not null || node.Primitive!.TileMayOverlap;
        if (mayOverlap)
            FreeLeaves(tree, position);
        var result = ResultPlace(node.Index);
        if (!mayOverlap)
            FreeLeaves(tree, position);
        _operations.Add(new(node.Primitive!, kernel, places, result));
    }

    private TilePlace ResultPlace(int node) => !_isInternal[node] ? ValuePlace(PlaceKind.Value, node)
        : node == _asked ? new(PlaceKind.Part, 0)
        : new(PlaceKind.Slot, _slots[node] = TakeSlot());

    private void FreeLeaves(FusedTree<T> tree, int position)
    {
        foreach (var leaf in tree.Leaves)
        {
            var root = _lowering.Roots[leaf];
            if (_lastUse[root] == position && _slots.Remove(root, out var slot))
                _freeSlots.Push(slot);
        }
    }

    private TilePlace PlaceOf(FusedTree<T> tree, int leaf)
    {
        var root = _lowering.Roots[leaf];
        if (_slots.TryGetValue(root, out var slot))
            return new(PlaceKind.Slot, slot);
        if (root == _asked && _isInternal[root])
            return new(PlaceKind.Part, 0);
        if (_lowering.Nodes[leaf].Shape.Size == _size)
            return ValuePlace(PlaceKind.Value, leaf);
        return IsElement(tree, leaf)
            ? ValuePlace(PlaceKind.Element, leaf)
            : new(PlaceKind.Stretched, _stretchSlots[(root, _lowering.Nodes[leaf].Shape)]);
    }

    private TilePlace ValuePlace(PlaceKind kind, int node)
    {
        var root = _lowering.Roots[node];
        if (!_valuePlaces.TryGetValue(root, out var place))
        {
            _valuePlaces.Add(root, place = _values.Count);
            _values.Add(_storageOf(root));
        }
        return new(kind, place);
    }

    private void AddStretch(FusedTree<T> tree, int leaf)
    {
        var (root, shape) = (_lowering.Roots[leaf], _lowering.Nodes[leaf].Shape);
        if (shape.Size == _size || IsElement(tree, leaf) || _stretchSlots.ContainsKey((root, shape)))
            return;
        var slot = TakeSlot();
        _stretchSlots.Add((root, shape), slot);
        _stretches.Add(new(_storageOf(root), shape.Size, new(shape, _shape), slot));
    }

    private bool IsElement(FusedTree<T> tree, int leaf) => _lowering.Nodes[leaf].Shape.Size == 1 && _size > 1 && tree.TakesElements(_size, _lowering.Nodes);

    private int TakeSlot() => _freeSlots.TryPop(out var slot) ? slot : _slotCount++;
}
