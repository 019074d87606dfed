namespace AutoGrad.Graphs.Compilation;

/// <summary>How a value broadcasts to a shape: writes any run of the elements of the shape.</summary>
internal sealed class Stretch
{
    // From the innermost axis, neighbours that the value treats alike are one.
    private readonly List<int> _lengths = [];
    private readonly List<int> _strides = [];

    public Stretch(Shape value, Shape target)
    {
        var step = 1;
        for (var i = 1; i <= target.Rank; i++)
        {
            var length = target[^i];
            var own = i <= value.Rank ? value[^i] : 1;
            if (length == 1)
                continue;
            var stride = own == 1 ? 0 : step;
            step *= own;
            if (_lengths.Count > 0 && (stride == 0) == (_strides[^1] == 0) && stride == _strides[^1] * _lengths[^1])
            {
                _lengths[^1] *= length;
                continue;
            }
            _lengths.Add(length);
            _strides.Add(stride);
        }
        if (_lengths.Count == 0)
        {
            _lengths.Add(1);
            _strides.Add(0);
        }
    }

    /// <summary>Writes the run of elements that begins at a place.</summary>
    public void Write<T>(ReadOnlySpan<T> x, int start, Span<T> y)
    {
        while (!y.IsEmpty)
        {
            var (place, rest) = (0, start / _lengths[0]);
            var inner = start - (rest * _lengths[0]);
            for (var axis = 1; axis < _lengths.Count; axis++)
            {
                var quotient = rest / _lengths[axis];
                place += (rest - (quotient * _lengths[axis])) * _strides[axis];
                rest = quotient;
            }
            var count = Math.Min(_lengths[0] - inner, y.Length);
            if (_strides[0] == 0)
                y[..count].Fill(x[place]);
            else
                x.Slice(place + inner, count).CopyTo(y);
            y = y[count..];
            start += count;
        }
    }
}
