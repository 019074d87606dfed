using System.Numerics;

namespace AutoGrad;

/// <summary>
/// One value of a graph: an input, the value that a state has before the program runs, a constant, or the result of an operation on values
/// that stand before it.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class GraphNode<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal GraphNode(int index, Shape shape) => (Index, Shape) = (index, shape);

    /// <summary>Its place in the list of nodes.</summary>
    public int Index { get; }

    /// <summary>The lengths of its axes.</summary>
    public Shape Shape { get; }

    /// <summary>The operation, or null where it is none.</summary>
    public Primitive<T>? Primitive { get; internal init; }

    /// <summary>The places of the nodes that the operation applies to.</summary>
    public IReadOnlyList<int> Operands => OperandArray;

    /// <summary>The state whose value it is, or null where it is none.</summary>
    public State<T>? State { get; internal init; }

    /// <summary>The constant, or null where it is none.</summary>
    public Variable<T>? Constant { get; internal init; }

    /// <summary>Whether the program is given the value each time it runs.</summary>
    public bool IsInput => Primitive is null && State is null && Constant is null;

    /// <summary>The name that the user gave it, or null: inputs and states always have one.</summary>
    public string? Name { get; internal init; }

    /// <summary>
    /// The line of the traced function that it comes from, or null where there is none; that of a derivative comes from the operation that it is
    /// the derivative of.
    /// </summary>
    public SourceLine? Source { get; internal init; }

    /// <summary>Whether it comes from the rule of a derivative: masks there are constant around almost every point.</summary>
    internal bool IsFromRule { get; init; }

    internal int[] OperandArray { get; init; } = [];

    /// <summary>An operation that must have run before this one, though this one does not read it; -1 for none. Only compiled programs have such.</summary>
    internal int After { get; init; } = -1;

    /// <summary>Whether it is, and tells of itself, the same as a node of another list. No constant is the same as another: their arrays are not read.</summary>
    internal bool IsTheSameAs(GraphNode<T> other) =>
        Equals(Primitive, other.Primitive) && State == other.State && ReferenceEquals(Constant, other.Constant) && Shape.Equals(other.Shape)
            && Name == other.Name && Source == other.Source && (IsFromRule, After) == (other.IsFromRule, other.After)
            && OperandArray.AsSpan().SequenceEqual(other.OperandArray);

    /// <summary>The same node at another place of a list, of operands at other places.</summary>
    internal GraphNode<T> MovedTo(int index, int[] operands, int after = -1) => new(index, Shape)
    {
        Primitive = Primitive,
        OperandArray = operands,
        State = State,
        Constant = Constant,
        Name = Name,
        Source = Source,
        IsFromRule = IsFromRule,
        After = after,
    };
}
