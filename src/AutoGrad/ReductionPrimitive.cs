using System.Buffers;
using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>An operation that combines the elements along axes into one, associatively: the axes go away or stay with a length of 1.</summary>
public abstract record ReductionPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Axes _axes;
    private readonly bool _isTotal;

    /// <summary>Reduces along axes.</summary>
    /// <param name="shape">The shape of the input.</param>
    /// <param name="axes">The axes, where negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    protected ReductionPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions)
    {
        ArgumentNullException.ThrowIfNull(shape);
        _axes = AutoGrad.Axes.Normalize(Name, shape, axes);
        KeepDimensions = keepDimensions;
        _isTotal = _axes.Count == shape.Rank;
    }

    /// <summary>The axes, ascending from 0.</summary>
    public ReadOnlySpan<int> Axes => _axes.Values;

    /// <summary>Whether the axes stay, with a length of 1.</summary>
    public bool KeepDimensions { get; }

    /// <summary>The axes as the subscript of a formula; empty where they are all that there are.</summary>
    protected string Subscript => _isTotal ? "" : string.Join(", ", Axes.ToArray());

    /// <summary>Whether there is a result where there are no elements.</summary>
    protected abstract bool HasIdentity { get; }

    /// <summary>Reduces the middle one of three axes, [outer, length, inner] to [outer, inner].</summary>
    protected abstract void Reduce(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner);

    /// <summary>A variable of the output's shape with the reduced axes put back with a length of 1, so that it broadcasts against x.</summary>
    protected Variable<T> Kept(Variable<T> x, Variable<T> v)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Op.Reshape(v, Reduced(x.Shape, keepDimensions: true));
    }

    /// <inheritdoc/>
    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x)
    {
        var shape = x[0].Shape;
        foreach (var axis in Axes)
        {
            if (!HasIdentity && shape[axis] == 0)
                Guard.ThrowShape(Name, $"needs at least one element along axes {_axes}", $"x {shape}");
        }
        return Reduced(shape, KeepDimensions);
    }

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => ReduceGroups(ValuesOf(x[0]), x[0].Shape, y);

    /// <summary>Reduces the middle one of three axes of what may be there part by part only.</summary>
    private protected virtual void Reduce(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) => Reduce(x.Values, y, outer, length, inner);

    /// <summary>Neighbouring axes are reduced as one; groups of them one after the other, from the innermost.</summary>
    private protected void ReduceGroups(ReductionOperand<T> x, Shape shape, Span<T> y)
    {
        if (Axes.IsEmpty)
        {
            Reduce(x, y, shape.Size, 1, 1);
            return;
        }
        T[]? rented = null;
        var values = x;
        var last = Axes.Length - 1;
        while (true)
        {
            var first = FirstOfGroup(last);
            var (start, end) = (Axes[first], Axes[last] + 1);
            var (outer, length) = (shape.SizeOf(0, start), shape.SizeOf(start, end));
            var inner = 1;
            for (var axis = end; axis < shape.Rank; axis++)
                inner *= _axes.Contains(axis) ? 1 : shape[axis];
            if (first == 0)
            {
                Reduce(values, y, outer, length, inner);
                break;
            }
            var partial = ArrayPool<T>.Shared.Rent(outer * inner);
            var results = partial.AsSpan(0, outer * inner);
            Reduce(values, results, outer, length, inner);
            if (rented is not null)
                ArrayPool<T>.Shared.Return(rented);
            rented = partial;
            values = results;
            last = first - 1;
        }
        if (rented is not null)
            ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>What is reduced first: the innermost group of axes.</summary>
    private protected ReductionSplit SplitOfInnermost(Shape x)
    {
        var (start, end) = (Axes[FirstOfGroup(Axes.Length - 1)], Axes[^1] + 1);
        return new(x.SizeOf(0, start), x.SizeOf(start, end), x.SizeOf(end, x.Rank));
    }

    internal sealed override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => x[0].Size;

    private int FirstOfGroup(int last)
    {
        var first = last;
        while (first > 0 && Axes[first - 1] == Axes[first] - 1)
            first--;
        return first;
    }

    private Shape Reduced(Shape shape, bool keepDimensions)
    {
        Span<int> lengths = stackalloc int[shape.Rank];
        var rank = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!_axes.Contains(axis))
                lengths[rank++] = shape[axis];
            else if (keepDimensions)
                lengths[rank++] = 1;
        }
        return Shape.Create(lengths[..rank]);
    }
}
