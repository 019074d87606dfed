using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A number for all spatial axes, <c>2</c>, or one for each, outermost first, <c>[2, 1]</c>: a stride, a window, a dilation.</summary>
[CollectionBuilder(typeof(PerAxis), nameof(Create))]
[SuppressMessage("Naming", "CA1710", Justification = "It is a number, or a few, before it is a collection.")]
public sealed class PerAxis : IReadOnlyList<int>
{
    private readonly int[] _values;

    private PerAxis(int[] values) => _values = values;

    int IReadOnlyCollection<int>.Count => _values.Length;

    /// <summary>The number for an axis, as it was given.</summary>
    public int this[int index] => _values[index];

    /// <summary>One number for all axes.</summary>
    public static implicit operator PerAxis(int value) => FromInt32(value);

    /// <summary>One number for all axes.</summary>
    public static PerAxis FromInt32(int value) => new([value]);

    /// <summary>A number for each axis, outermost first.</summary>
    public static PerAxis Create(ReadOnlySpan<int> values) => new(values.ToArray());

    /// <summary>Enumerates the numbers as they were given.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", _values)}]";

    /// <summary>The numbers of all spatial axes of x, [n, c, ..].</summary>
    /// <exception cref="ShapeException">There are neither one nor as many as spatial axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is less than the least.</exception>
    internal static Axes Resolve(PerAxis? values, string operation, string what, Shape x, int least, int unless)
    {
        var given = values?._values ?? [unless];
        foreach (var value in given)
            Guard.Argument(value >= least, operation, $"needs {(what.StartsWith('o') ? "an" : "a")} {what} of at least {least}", $"{values}", what);
        if (given.Length != 1 && given.Length != x.Rank - 2)
            Guard.ThrowShape(operation, $"needs one {what} or one for each spatial axis", $"{what} {values} and x {x}");
        var all = new int[x.Rank - 2];
        for (var axis = 0; axis < all.Length; axis++)
            all[axis] = given[given.Length == 1 ? 0 : axis];
        return new(all);
    }
}
