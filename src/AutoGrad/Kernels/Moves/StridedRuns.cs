namespace AutoGrad.Kernels;

/// <summary>
/// The runs of a part of a row-major tensor, in the order of the part's elements: axes whose elements go on at the same distance are merged
/// into one, and the last of what remains is a run.
/// </summary>
internal ref struct StridedRuns
{
    private readonly Span<nint> _lengths;
    private readonly Span<nint> _strides;
    private readonly Span<nint> _position;
    private readonly int _outer;
    private nint _place;

    /// <param name="lengths">The lengths of the tensor.</param>
    /// <param name="part">The lengths of the part, of which none is 0.</param>
    /// <param name="starts">Where the part starts along each axis.</param>
    /// <param name="steps">The distance of its elements along each axis.</param>
    /// <param name="memory">Three numbers an axis, to work in.</param>
    public StridedRuns(
        ReadOnlySpan<int> lengths, ReadOnlySpan<int> part, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps, Span<nint> memory)
    {
        _lengths = memory[..part.Length];
        _strides = memory.Slice(part.Length, part.Length);
        _position = memory[(2 * part.Length)..];
        nint size = 1;
        foreach (var length in lengths)
            size *= length;
        var rank = 0;
        for (var axis = 0; axis < part.Length; axis++)
        {
            size /= lengths[axis];
            _place += starts[axis] * size;
            if (part[axis] == 1)
                continue;
            var stride = steps[axis] * size;
            if (rank > 0 && _strides[rank - 1] == part[axis] * stride)
                (_lengths[rank - 1], _strides[rank - 1]) = (_lengths[rank - 1] * part[axis], stride);
            else
                (_lengths[rank], _strides[rank++]) = (part[axis], stride);
        }
        (Length, Stride) = rank == 0 ? (1, 1) : ((int)_lengths[rank - 1], _strides[rank - 1]);
        _outer = rank - 1;
        _position.Clear();
    }

    /// <summary>The number of elements of a run.</summary>
    public int Length { get; }

    /// <summary>The distance of the elements of a run.</summary>
    public nint Stride { get; }

    /// <summary>Where the next run starts; after the last, the first again.</summary>
    public nint Next()
    {
        var place = _place;
        for (var axis = _outer - 1; axis >= 0; axis--)
        {
            _place += _strides[axis];
            if (++_position[axis] < _lengths[axis])
                break;
            _place -= _strides[axis] * _lengths[axis];
            _position[axis] = 0;
        }
        return place;
    }
}
