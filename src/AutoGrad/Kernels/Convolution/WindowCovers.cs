namespace AutoGrad.Kernels;

/// <summary>Which places of an axis take each element of another: the transpose of <see cref="AxisTaps"/>, without weights.</summary>
internal sealed class WindowCovers
{
    private readonly int[] _offsets;
    private readonly int[] _places;

    public WindowCovers(AxisTaps taps)
    {
        _offsets = new int[taps.From + 1];
        for (var place = 0; place < taps.To; place++)
        {
            for (var i = 0; i < taps.CountOf(place); i++)
                _offsets[taps.Starts[place] + (i * taps.Step) + 1]++;
        }

        for (var i = 0; i < taps.From; i++)
            _offsets[i + 1] += _offsets[i];
        _places = new int[_offsets[^1]];
        var next = _offsets.AsSpan(0, taps.From).ToArray();
        for (var place = 0; place < taps.To; place++)
        {
            for (var i = 0; i < taps.CountOf(place); i++)
                _places[next[taps.Starts[place] + (i * taps.Step)]++] = place;
        }
    }

    /// <summary>The places that take an element, in their order.</summary>
    public ReadOnlySpan<int> this[int element] => _places.AsSpan(_offsets[element], _offsets[element + 1] - _offsets[element]);

    /// <summary>Whether the same places take an element and the one before it.</summary>
    public bool IsLikeLast(int element) => element > 0 && this[element].SequenceEqual(this[element - 1]);
}
