namespace AutoGrad.Kernels;

/// <summary>
/// Walks two operands that broadcast against each other, run by run: within a run each operand either moves with the output or is one element.
/// Axes that both treat alike are merged, so that a row added to a matrix takes one run a row, and a scalar a single run.
/// </summary>
internal ref struct Broadcast
{
    /// <summary>How many elements a tile in fast memory has, where a kernel needs one.</summary>
    public const int TileLength = 256;

    private readonly Span<int> _lengths;
    private readonly Span<int> _stridesA;
    private readonly Span<int> _stridesB;
    private readonly Span<int> _position;
    private readonly int _rank;
    private int _output;
    private int _a;
    private int _b;
    private bool _done;

    public Broadcast(Shape a, Shape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        var room = Math.Max(rank, 1);
        Span<int> memory = new int[4 * room];
        _lengths = memory[..room];
        _stridesA = memory.Slice(room, room);
        _stridesB = memory.Slice(2 * room, room);
        _position = memory[(3 * room)..];
        var (stepA, stepB) = (1, 1);
        // Merged axes are written from the innermost: index 0 is the run.
        for (var i = 1; i <= rank; i++)
        {
            var lengthA = i <= a.Rank ? a[a.Rank - i] : 1;
            var lengthB = i <= b.Rank ? b[b.Rank - i] : 1;
            var length = lengthA == 1 ? lengthB : lengthA;
            if (length != 1)
                Append(length, lengthA == 1 ? 0 : stepA, lengthB == 1 ? 0 : stepB, ref _rank);
            stepA *= lengthA;
            stepB *= lengthB;
        }
        if (_rank == 0)
            Append(1, 1, 1, ref _rank);
    }

    /// <summary>The number of elements of each run.</summary>
    public readonly int RunLength => _lengths[0];

    /// <summary>Whether the first operand is one element within a run.</summary>
    public readonly bool StretchesA => _stridesA[0] == 0;

    /// <summary>Whether the second operand is one element within a run.</summary>
    public readonly bool StretchesB => _stridesB[0] == 0;

    /// <summary>The number of runs.</summary>
    public readonly int RunCount
    {
        get
        {
            var count = 1;
            for (var axis = 1; axis < _rank; axis++)
                count *= _lengths[axis];
            return count;
        }
    }

    /// <summary>Goes on from the beginning of a run, given by its number.</summary>
    public void MoveTo(int run)
    {
        (_output, _a, _b, _done) = (run * _lengths[0], 0, 0, false);
        for (var axis = 1; axis < _rank; axis++)
        {
            (run, _position[axis]) = Math.DivRem(run, _lengths[axis]);
            _a += _position[axis] * _stridesA[axis];
            _b += _position[axis] * _stridesB[axis];
        }
    }

    /// <summary>The next run, in the order of the output's elements.</summary>
    public bool Next(out Run run)
    {
        run = new(_output, _a, _b, _done ? 0 : _lengths[0], StretchesA, StretchesB);
        if (_done)
            return false;
        _output += run.Length;
        var axis = 1;
        for (; axis < _rank; axis++)
        {
            _a += _stridesA[axis];
            _b += _stridesB[axis];
            if (++_position[axis] < _lengths[axis])
                break;
            _position[axis] = 0;
            _a -= _stridesA[axis] * _lengths[axis];
            _b -= _stridesB[axis] * _lengths[axis];
        }
        _done = axis == _rank;
        return true;
    }

    private readonly void Append(int length, int strideA, int strideB, ref int rank)
    {
        if (rank > 0 && Continues(_stridesA, strideA, rank) && Continues(_stridesB, strideB, rank))
        {
            _lengths[rank - 1] *= length;
            return;
        }
        (_lengths[rank], _stridesA[rank], _stridesB[rank]) = (length, strideA, strideB);
        rank++;
    }

    private readonly bool Continues(Span<int> strides, int stride, int rank) =>
        stride == strides[rank - 1] * _lengths[rank - 1] && (stride == 0) == (strides[rank - 1] == 0);

    /// <summary>A run of the output, where it starts in each operand, and which operand is one element repeated.</summary>
    internal readonly record struct Run(int Output, int A, int B, int Length, bool StretchesA, bool StretchesB);
}
