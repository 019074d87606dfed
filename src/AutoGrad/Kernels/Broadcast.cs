namespace AutoGrad.Kernels;

/// <summary>
/// Walks two operands that broadcast against each other, run by run: within a run each operand either moves with the output or is one element.
/// Axes that both treat alike are merged, so that a row added to a matrix takes one run a row, and a scalar a single run.
/// </summary>
internal ref struct Broadcast
{
    /// <summary>How many elements a tile in fast memory has, where a kernel needs one.</summary>
    public const int TileLength = 256;

    private readonly int[] _lengths;
    private readonly int[] _stridesA;
    private readonly int[] _stridesB;
    private readonly int[] _position;
    private readonly int _rank;
    private int _output;
    private int _a;
    private int _b;
    private bool _done;

    public Broadcast(Shape a, Shape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        // Two scalars still make one run, of one element.
        var room = Math.Max(rank, 1);
        (_lengths, _stridesA, _stridesB) = (new int[room], new int[room], new int[room]);
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
        _position = new int[_rank];
    }

    /// <summary>The next run, in the order of the output's elements.</summary>
    public bool Next(out Run run)
    {
        run = new(_output, _a, _b, _done ? 0 : _lengths[0], _stridesA[0] == 0, _stridesB[0] == 0);
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

    private readonly bool Continues(int[] strides, int stride, int rank) =>
        stride == strides[rank - 1] * _lengths[rank - 1] && (stride == 0) == (strides[rank - 1] == 0);

    /// <summary>A run of the output, where it starts in each operand, and which operand is one element repeated.</summary>
    internal readonly record struct Run(int Output, int A, int B, int Length, bool StretchesA, bool StretchesB);
}
