namespace AutoGrad.Kernels;

/// <summary>
/// The runs of elements that one tap of a kernel brings from a channel of x to output positions from start to end: a run for each row that is
/// not padding from end to end. The elements of a run lie a stride's width apart in x, and side by side in the output.
/// </summary>
internal ref struct TapRuns
{
    private readonly Extent _input;
    private readonly Extent _output;
    private readonly Extent _stride;
    private readonly Extent _offset;
    private readonly int _start;
    private readonly int _end;
    private readonly int _first;
    private readonly int _last;
    private int _position;
    private int _depth;
    private int _row;
    private int _column;

    public TapRuns(in ConvolutionProblem problem, int tap, int start, int end)
    {
        (_input, _output, _stride) = (problem.Input, problem.Output, problem.Stride);
        (_start, _position, _end) = (start, start, end);
        var (line, width) = Math.DivRem(tap, problem.Kernel.Width);
        var (depth, height) = Math.DivRem(line, problem.Kernel.Height);
        var (dilation, before) = (problem.Dilation, problem.Before);
        _offset = new((depth * dilation.Depth) - before.Depth, (height * dilation.Height) - before.Height, (width * dilation.Width) - before.Width);
        // Columns from first to last lie within a row of x: 0 <= column · stride + offset < width.
        _first = _offset.Width >= 0 ? 0 : (_stride.Width - 1 - _offset.Width) / _stride.Width;
        _last = _offset.Width >= _input.Width ? 0 : Math.Min(_output.Width, ((_input.Width - 1 - _offset.Width) / _stride.Width) + 1);
        (line, _column) = Math.DivRem(start, _output.Width);
        (_depth, _row) = Math.DivRem(line, _output.Height);
    }

    /// <summary>Where the run begins in the channel of x.</summary>
    public int Input { get; private set; }

    /// <summary>Where the run begins in the output, counted from start.</summary>
    public int Output { get; private set; }

    public int Count { get; private set; }

    public bool Next()
    {
        while (_position < _end)
        {
            var line = _position - _column;
            var first = Math.Max(_column, _first);
            var last = Math.Min(Math.Min(_output.Width, _end - line), _last);
            var depth = (_depth * _stride.Depth) + _offset.Depth;
            var row = (_row * _stride.Height) + _offset.Height;
            (_position, _column) = (line + _output.Width, 0);
            if (++_row == _output.Height)
                (_depth, _row) = (_depth + 1, 0);
            if (first >= last || (uint)depth >= (uint)_input.Depth || (uint)row >= (uint)_input.Height)
                continue;
            Input = (((depth * _input.Height) + row) * _input.Width) + (first * _stride.Width) + _offset.Width;
            (Output, Count) = (line + first - _start, last - first);
            return true;
        }

        return false;
    }
}
