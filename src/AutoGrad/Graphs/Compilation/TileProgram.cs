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

    public TileProgram(Lowering<T> lowering, int[] group, bool[] isInternal, Func<int, Storage<T>> storageOf)
    {
        (_lowering, _group, _isInternal, _storageOf) = (lowering, group, isInternal, storageOf);
        _shape = lowering.Nodes[group[0]].Shape;
        _size = _shape.Size;
    }

    public TileStep<T> ToStep()
    {
        for (var p = 0; p < _group.Length; p++)
        {
            foreach (var operand in _lowering.Nodes[_group[p]].OperandArray)
                _lastUse[_lowering.Roots[operand]] = p;
        }
        // What is stretched is written out before the first operation and stays.
        foreach (var node in _group)
        {
            for (var k = 0; k < _lowering.Nodes[node].OperandArray.Length; k++)
                AddStretch(node, k);
        }
        for (var p = 0; p < _group.Length; p++)
            AddOperation(p);
        return new(_size, [.. _operations], [.. _stretches], [.. _values], _slotCount);
    }

    private void AddOperation(int position)
    {
        var node = _lowering.Nodes[_group[position]];
        var operands = node.OperandArray;
        var places = new TilePlace[3];
        for (var k = 0; k < operands.Length; k++)
            places[k] = PlaceOf(node, k);
        var mayOverlap = node.Primitive!.TileMayOverlap;
        if (mayOverlap)
            FreeOperands(node, position);
        var result = _isInternal[node.Index] ? new TilePlace(PlaceKind.Slot, _slots[node.Index] = TakeSlot()) : ValuePlace(PlaceKind.Value, node.Index);
        if (!mayOverlap)
            FreeOperands(node, position);
        _operations.Add(new(node.Primitive, places[0], places[1], places[2], result));
    }

    private void FreeOperands(GraphNode<T> node, int position)
    {
        foreach (var operand in node.OperandArray)
        {
            var root = _lowering.Roots[operand];
            if (_lastUse[root] == position && _slots.Remove(root, out var slot))
                _freeSlots.Push(slot);
        }
    }

    private TilePlace PlaceOf(GraphNode<T> node, int k)
    {
        var operand = node.OperandArray[k];
        var root = _lowering.Roots[operand];
        if (_slots.TryGetValue(root, out var slot))
            return new(PlaceKind.Slot, slot);
        if (_lowering.Nodes[operand].Shape.Size == _size)
            return ValuePlace(PlaceKind.Value, operand);
        return IsElement(node, k)
            ? ValuePlace(PlaceKind.Element, operand)
            : new(PlaceKind.Stretched, _stretchSlots[(root, _lowering.Nodes[operand].Shape)]);
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

    private void AddStretch(int node, int k)
    {
        var operand = _lowering.Nodes[node].OperandArray[k];
        var (root, shape) = (_lowering.Roots[operand], _lowering.Nodes[operand].Shape);
        if (shape.Size == _size || IsElement(_lowering.Nodes[node], k) || _stretchSlots.ContainsKey((root, shape)))
            return;
        var slot = TakeSlot();
        _stretchSlots.Add((root, shape), slot);
        _stretches.Add(new(_storageOf(root), shape.Size, new(shape, _shape), slot));
    }

    // At most one operand is an element: with two the result would be one.
    private bool IsElement(GraphNode<T> node, int k) => _lowering.Nodes[node.OperandArray[k]].Shape.Size == 1 && _size > 1 && node.Primitive!.TakesElement
        && _lowering.Nodes[node.OperandArray[1 - k]].Shape.Size == _size;

    private int TakeSlot() => _freeSlots.TryPop(out var slot) ? slot : _slotCount++;
}
