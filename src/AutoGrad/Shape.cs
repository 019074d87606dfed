using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// The lengths of a tensor's axes, outermost first: <c>[2, 3]</c> is two rows of three. A scalar has the shape <c>[]</c>.
/// Immutable; equal when all lengths are.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[] _lengths;

    private Shape(int[] lengths)
    {
        _lengths = lengths;
        var (size, isEmpty) = (1L, false);
        foreach (var length in lengths)
        {
            if (length < 0)
                Guard.ThrowShape("Shape", "needs lengths of at least 0", Print(lengths));
            // An empty axis counts as one of length 1, so that no product of some of the lengths can overflow.
            isEmpty |= length == 0;
            size *= Math.Max(length, 1);
            if (size > Array.MaxLength)
                Guard.ThrowShape("Shape", $"needs at most {Array.MaxLength} elements, empty axes aside", Print(lengths));
        }
        Size = isEmpty ? 0 : (int)size;
    }

    /// <summary>The shape of a scalar, [].</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements: the product of the lengths, 1 for a scalar.</summary>
    public int Size { get; }

    /// <summary>The lengths, outermost first.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The length of an axis.</summary>
    public int this[int axis] => _lengths[axis];

    /// <summary>The length of an axis, counted from the end with <c>^</c>: <c>shape[^1]</c> is the innermost.</summary>
    public int this[Index axis] => _lengths[axis];

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>Makes a shape from the lengths of its axes, outermost first.</summary>
    /// <exception cref="ShapeException">A length is negative, or the elements are more than an array can hold.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths) => lengths.IsEmpty ? Scalar : new(lengths.ToArray());

    /// <summary>Whether the lengths are the same, axis by axis.</summary>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other) || (other is not null && _lengths.AsSpan().SequenceEqual(other._lengths));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var length in _lengths)
            hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths in brackets, as in <c>[2, 3]</c>.</summary>
    public override string ToString() => Print(_lengths);

    /// <summary>Enumerates the lengths, outermost first.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape that both broadcast to, by NumPy's rule: aligned from the last axis, a length of 1 stretches.</summary>
    /// <exception cref="ShapeException">Two aligned lengths differ and neither is 1.</exception>
    internal static Shape Broadcast(string operation, Shape a, Shape b)
    {
        var shape = TryBroadcast(a, b);
        if (shape is null)
            Guard.ThrowNotBroadcastable(operation, $"a {a} and b {b}");
        return shape;
    }

    /// <summary>The shape that both broadcast to, or null.</summary>
    internal static Shape? TryBroadcast(Shape a, Shape b)
    {
        if (a.Equals(b))
            return a;
        return a.Rank < b.Rank ? BroadcastLonger(b, a) : BroadcastLonger(a, b);
    }

    /// <summary>Whether a tensor of this shape broadcasts to the target without changing the target.</summary>
    internal bool BroadcastsTo(Shape target)
    {
        var offset = target.Rank - Rank;
        if (offset < 0)
            return false;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (_lengths[axis] != 1 && _lengths[axis] != target[axis + offset])
                return false;
        }
        return true;
    }

    /// <summary>Whether the last axes are those of the other shape, as when a row is added to a matrix.</summary>
    internal bool EndsWith(Shape other) => Lengths.EndsWith(other.Lengths);

    /// <summary>The axis as a number from 0, where a negative one counts from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    internal int Axis(string operation, int axis)
    {
        if (axis < -Rank || axis >= Rank)
            Guard.ThrowAxis(operation, axis, this);
        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>This shape with one length changed.</summary>
    internal Shape With(int axis, int length)
    {
        var lengths = (int[])_lengths.Clone();
        lengths[axis] = length;
        return Create(lengths);
    }

    /// <summary>The product of the lengths of the axes from start (inclusive) to end (exclusive).</summary>
    internal int SizeOf(int start, int end)
    {
        var size = 1;
        for (var axis = start; axis < end; axis++)
            size *= _lengths[axis];
        return size;
    }

    private static Shape? BroadcastLonger(Shape longer, Shape shorter)
    {
        if (shorter.BroadcastsTo(longer))
            return longer;
        var lengths = (int[])longer._lengths.Clone();
        var offset = longer.Rank - shorter.Rank;
        for (var axis = 0; axis < shorter.Rank; axis++)
        {
            var length = shorter[axis];
            if (lengths[axis + offset] == 1)
                lengths[axis + offset] = length;
            else if (length != 1 && length != lengths[axis + offset])
                return null;
        }
        return Create(lengths);
    }

    private static string Print(int[] lengths) => $"[{string.Join(", ", lengths)}]";
}
