using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// How far windows reach beyond the ends of the spatial axes: the same on all sides, <c>1</c>; at both ends of each axis, <c>[1, 2]</c>; before
/// and after each axis, <c>Padding.Of((0, 1), (1, 1))</c>; <see cref="Same"/> or <see cref="Valid"/>.
/// </summary>
[CollectionBuilder(typeof(Padding), nameof(Create))]
[SuppressMessage("Naming", "CA1710", Justification = "It is a margin, before it is a collection.")]
public sealed class Padding : IEnumerable<int>
{
    private readonly (int Before, int After)[] _ends;

    private Padding(params (int Before, int After)[] ends) => _ends = ends;

    /// <summary>As much as it takes for an output of the length of x divided by the stride, rounded up; an odd element goes after.</summary>
    public static Padding Same { get; } = new();

    /// <summary>None: windows lie within x.</summary>
    public static Padding Valid { get; } = new((0, 0));

    /// <summary>One number for both ends of all axes.</summary>
    public static implicit operator Padding(int value) => FromInt32(value);

    /// <summary>One number for both ends of all axes.</summary>
    public static Padding FromInt32(int value) => new((value, value));

    /// <summary>A number for both ends of each axis, outermost first.</summary>
    public static Padding Create(ReadOnlySpan<int> values) => new(Array.ConvertAll(values.ToArray(), value => (value, value)));

    /// <summary>A number before and one after each axis, outermost first, or two for all axes.</summary>
    public static Padding Of(params ReadOnlySpan<(int Before, int After)> ends) => new(ends.ToArray());

    /// <summary>Enumerates the numbers before and after each axis, as they were given.</summary>
    public IEnumerator<int> GetEnumerator() => _ends.SelectMany(end => new[] { end.Before, end.After }).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers before and after each axis, or <c>Same</c>.</summary>
    public override string ToString() => ReferenceEquals(this, Same) ? nameof(Same) : $"[{string.Join(", ", _ends)}]";

    /// <summary>What lies before the spatial axes of x and after them, where windows of some lengths move over it.</summary>
    /// <exception cref="ShapeException">There are neither one padding nor as many as spatial axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    internal static (Axes Before, Axes After) Resolve(
        Padding? padding, string operation, Shape x, ReadOnlySpan<int> lengths, ReadOnlySpan<int> window, Axes stride, Axes dilation)
    {
        var ends = (padding ?? Valid)._ends;
        foreach (var (start, end) in ends)
            Guard.Argument(start >= 0 && end >= 0, operation, "needs a padding of at least 0", $"{padding}", "padding");
        var same = ReferenceEquals(padding, Same);
        if (!same && ends.Length != 1 && ends.Length != lengths.Length)
            Guard.ThrowShape(operation, "needs one padding or one for each spatial axis", $"padding {padding} and x {x}");
        var (before, after) = (new int[lengths.Length], new int[lengths.Length]);
        for (var axis = 0; axis < before.Length; axis++)
        {
            if (!same)
            {
                (before[axis], after[axis]) = ends[ends.Length == 1 ? 0 : axis];
                continue;
            }
            var count = (lengths[axis] + (long)stride[axis] - 1) / stride[axis];
            var reach = ((count - 1) * stride[axis]) + ((window[axis] - 1L) * dilation[axis]) + 1;
            var total = (int)Math.Clamp(reach - lengths[axis], 0, int.MaxValue);
            (before[axis], after[axis]) = (total / 2, total - (total / 2));
        }
        return (new(before), new(after));
    }
}
