using System.Numerics;

namespace AutoGrad;

/// <summary>Several axes of a shape as one, row-major, so that what is defined along an axis works along any: by a reshape where they are neighbours.</summary>
internal sealed class MergedAxes
{
    private readonly string _operation;
    private readonly Shape _shape;
    private readonly Axes _axes;
    private readonly Shape _merged;
    private readonly int[]? _permutation;

    /// <summary>Merges axes.</summary>
    /// <param name="operation">The name for messages.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public MergedAxes(string operation, Shape shape, ReadOnlySpan<int> axes)
    {
        (_operation, _shape, _axes) = (operation, shape, Axes.Normalize(operation, shape, axes));
        var others = Enumerable.Range(0, shape.Rank).Where(axis => !_axes.Contains(axis)).ToArray();
        var areNeighbours = _axes.Count > 0 && _axes[^1] - _axes[0] == _axes.Count - 1;
        Axis = areNeighbours ? _axes[0] : others.Length;
        if (_axes.Count > 0 && !areNeighbours)
            _permutation = [.. others, .. _axes.Values];
        var lengths = others.Select(axis => shape[axis]).ToList();
        lengths.Insert(Axis, _axes.Values.ToArray().Aggregate(1, (product, axis) => product * shape[axis]));
        _merged = Shape.Create(lengths.ToArray());
    }

    /// <summary>Where the merged axis is.</summary>
    public int Axis { get; }

    /// <summary>The length of the merged axis.</summary>
    public int Length => _merged[Axis];

    /// <summary>Throws where there is nothing along the axes.</summary>
    public MergedAxes RequireElements()
    {
        if (Length == 0)
            Guard.ThrowShape(_operation, $"needs at least one element along axes {_axes}", $"x {_shape}");
        return this;
    }

    /// <summary>Throws where the element type cannot hold the place of each element exactly.</summary>
    public MergedAxes RequirePlaces<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Beyond 2/ε, the whole numbers of the element type are more than 1 apart.
        var largest = double.CreateTruncating((T.One + T.One) / (T.BitIncrement(T.One) - T.One));
        if (Length - 1 > largest)
            Guard.ThrowShape(_operation, $"needs at most {largest + 1:F0} elements along axes {_axes}, whose places {typeof(T).Name} holds exactly", $"x {_shape}");
        return this;
    }

    /// <summary>The elements with the axes as one.</summary>
    public Variable<T> Merge<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.Reshape(_permutation is null ? x : Op.Permute(x, _permutation), _merged);

    /// <summary>Undoes <see cref="Merge{T}"/>.</summary>
    public Variable<T> Split<T>(Variable<T> merged) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_permutation is null)
            return Op.Reshape(merged, _shape);
        var inverse = new int[_permutation.Length];
        for (var i = 0; i < inverse.Length; i++)
            inverse[_permutation[i]] = i;
        return Op.Permute(Op.Reshape(merged, Shape.Create(Array.ConvertAll(_permutation, axis => _shape[axis]))), inverse);
    }

    /// <summary>What is left of the shape once the merged axis is reduced to one element: without the axes, or with a length of 1 each.</summary>
    public Variable<T> Reduced<T>(Variable<T> y, bool keepDimensions) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.Reshape(y, Shape.Create([.. Enumerable.Range(0, _shape.Rank)
            .Where(axis => keepDimensions || !_axes.Contains(axis)).Select(axis => _axes.Contains(axis) ? 1 : _shape[axis])]));
}
