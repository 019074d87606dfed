namespace AutoGrad;

/// <summary>
/// What an indexer takes of one axis: the element at an int or an <see cref="Index"/>, which drops the axis, or the elements of a
/// <see cref="Range"/>, which keeps it; with a step, as in <c>x[(1..^1, 2)]</c>, every second of them. A negative step goes backwards through
/// the range, from its last element: <c>x[(.., -1)]</c> is x reversed.
/// </summary>
public readonly record struct AxisPart
{
    // A step of 0 stands for one element.
    private readonly int _step;
    private readonly Range _range;
    private readonly int _element;
    private readonly bool _isFromEnd;

    private AxisPart(int element, bool isFromEnd) => (_element, _isFromEnd) = (element, isFromEnd);

    private AxisPart(Range range, int step) => (_range, _step) = (range, step);

    /// <summary>The element at a place from 0.</summary>
    public static implicit operator AxisPart(int element) => new(element, isFromEnd: false);

    /// <summary>The element at a place, such as <c>^1</c> for the last.</summary>
    public static implicit operator AxisPart(Index element) => new(element.Value, element.IsFromEnd);

    /// <summary>The elements of a range, such as <c>1..^1</c>.</summary>
    public static implicit operator AxisPart(Range range) => new(range, 1);

    /// <summary>Every step-th element of a range, backwards from its last for a negative step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static implicit operator AxisPart((Range Range, int Step) part)
    {
        Guard.Argument(part.Step != 0, nameof(Op.Slice), "needs a step other than 0", "0", "step");
        return new(part.Range, part.Step);
    }

    /// <summary>The part as it is written.</summary>
    public override string ToString() => _step switch
    {
        0 => $"{(_isFromEnd ? "^" : "")}{_element}",
        1 => $"{_range}",
        _ => $"({_range}, {_step})",
    };

    /// <summary>Whether the axis goes away.</summary>
    internal bool DropsAxis => _step == 0;

    /// <summary>The first element, the number of elements and their distance.</summary>
    /// <exception cref="ShapeException">The part leaves the axis.</exception>
    internal (int Start, int Count, int Step) Resolve(int axis, Shape shape)
    {
        var length = shape[axis];
        if (DropsAxis)
        {
            var place = _isFromEnd ? length - _element : _element;
            if (place < 0 || place >= length)
                Guard.ThrowShape(nameof(Op.Slice), $"needs an index within axis {axis} (^1 is the last)", $"{this} and x {shape}");
            return (place, 1, 1);
        }
        var (start, end) = (_range.Start.GetOffset(length), _range.End.GetOffset(length));
        if (start < 0 || start > end || end > length)
            Guard.ThrowShape(nameof(Op.Slice), $"needs a range within axis {axis}", $"{_range} and x {shape}");
        var count = start == end ? 0 : (int)((end - start - 1) / Math.Abs((long)_step)) + 1;
        return (_step < 0 && count > 0 ? end - 1 : start, count, _step);
    }
}
