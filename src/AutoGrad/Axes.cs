namespace AutoGrad;

/// <summary>A list of axes or of other whole numbers, equal by content: the static argument of an operation.</summary>
internal readonly struct Axes : IEquatable<Axes>
{
    private static readonly Axes[] SomeOnes = [.. Enumerable.Range(0, 9).Select(MakeOnes)];

    private readonly int[]? _values;

    public Axes(params ReadOnlySpan<int> values) => _values = values.ToArray();

    public ReadOnlySpan<int> Values => _values;

    public int Count => Values.Length;

    public int this[int index] => Values[index];

    /// <summary>The product of the numbers, 1 where there are none.</summary>
    public int Product
    {
        get
        {
            var product = 1;
            foreach (var value in Values)
                product *= value;
            return product;
        }
    }

    /// <summary>As many ones.</summary>
    public static Axes Ones(int count) => count < SomeOnes.Length ? SomeOnes[count] : MakeOnes(count);

    public bool Contains(int axis) => Values.Contains(axis);

    /// <summary>Every axis of the shape.</summary>
    public static Axes All(Shape shape)
    {
        Span<int> axes = stackalloc int[shape.Rank];
        for (var axis = 0; axis < axes.Length; axis++)
            axes[axis] = axis;
        return new(axes);
    }

    /// <summary>The axes as ascending numbers from 0; negative ones count from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Axes Normalize(string operation, Shape shape, ReadOnlySpan<int> axes)
    {
        var normal = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++)
            normal[i] = shape.Axis(operation, axes[i]);
        Array.Sort(normal);
        for (var i = 1; i < normal.Length; i++)
        {
            if (normal[i] == normal[i - 1])
                Guard.ThrowRepeatedAxis(operation, normal[i], shape);
        }
        return new(normal);
    }

    public bool Equals(Axes other) => Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Values.ToArray())}]";

    private static Axes MakeOnes(int count)
    {
        var ones = new int[count];
        Array.Fill(ones, 1);
        return new(ones);
    }
}
