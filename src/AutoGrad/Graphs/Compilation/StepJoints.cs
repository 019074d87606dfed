using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Decides which steps run together with the step before, so that what goes from one to the other stays in fast memory.</summary>
internal sealed class StepJoints<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostLargeOperands = 1;

    private readonly Lowering<T> _lowering;
    private readonly GraphNode<T>[] _nodes;
    private readonly Joint[] _joints;

    private StepJoints(Lowering<T> lowering, List<int[]> groups)
    {
        (_lowering, _nodes) = (lowering, lowering.Nodes);
        _joints = new Joint[groups.Count];
        for (var s = 1; s < groups.Count; s++)
        {
            // Two at a time.
            if (_joints[s - 1] == Joint.None)
                _joints[s] = GoesOnWithProduct(groups[s - 1], groups[s]) ? Joint.Product : ReducesGroup(groups[s - 1], groups[s]) ? Joint.Reduction : Joint.None;
        }
    }

    /// <summary>How each step, a group of nodes, runs with the one before.</summary>
    public static Joint[] Of(Lowering<T> lowering, List<int[]> groups) => new StepJoints<T>(lowering, groups)._joints;

    /// <summary>Whether a group goes on with the product that is the step before, while that runs.</summary>
    private bool GoesOnWithProduct(int[] before, int[] group)
    {
        var product = _nodes[before[0]];
        if (!_lowering.IsTiled(group[0]) || product.Shape.Size != _nodes[group[0]].Shape.Size
            || product.Primitive?.TakesEpilogue(Array.ConvertAll(product.OperandArray, operand => _nodes[operand].Shape)) != true)
            return false;
        // What else is as large comes from slow memory, and comes faster in one long pass.
        HashSet<int> large = [.. group.SelectMany(node => _nodes[node].OperandArray)
            .Where(operand => _nodes[operand].Shape.Size == product.Shape.Size).Select(operand => _lowering.Roots[operand]).Except(group)];
        var (reads, operands) = (large.Remove(product.Index) && large.Count <= MostLargeOperands, Array.ConvertAll(product.OperandArray, operand => _nodes[_lowering.Roots[operand]]));
        // A state that the product reads must not be written before it is done.
        return reads && !_lowering.Graph.Updates.Any(update =>
            Array.IndexOf(group, _lowering.Roots[update.Value]) >= 0 && Array.Exists(operands, operand => operand.State == update.State));
    }

    /// <summary>Whether a step is a reduction that computes its operand, a value of the group before, while it runs.</summary>
    private bool ReducesGroup(int[] before, int[] group)
    {
        var reduction = _nodes[group[0]];
        return _lowering.IsTiled(before[0]) && _nodes[before[0]].Shape.Size >= Fusion.SmallestReduced && reduction.OperandArray.Length == 1
            && Array.IndexOf(before, _lowering.Roots[reduction.OperandArray[0]]) >= 0
            && reduction.Primitive!.TakesParts(_nodes[reduction.OperandArray[0]].Shape);
    }
}
