using static AutoGrad.Op;

namespace AutoGrad.Tests.Errors;

/// <summary>Every operation with shapes that do not fit, and the whole message.</summary>
public class ShapeExceptionTests
{
    private const string Broadcast = "needs shapes that broadcast together (aligned from the last axis, equal or 1)";

    private static readonly Variable<double> S = Variable.Scalar(1.0);
    private static readonly Variable<double> V2 = Variable.Ones<double>([2]);
    private static readonly Variable<double> V3 = Variable.Ones<double>([3]);
    private static readonly Variable<double> V0 = Variable.Ones<double>([0]);
    private static readonly Variable<double> M23 = Variable.Ones<double>([2, 3]);
    private static readonly Variable<double> M30 = Variable.Ones<double>([3, 0]);

    private static readonly (string Message, Func<Variable<double>> Apply)[] Cases =
    [
        ($"Add: {Broadcast}, got a [2] and b [3].", () => V2 + V3),
        ($"Add: {Broadcast}, got a [2, 3] and b [2].", () => M23 + V2),
        ($"Add: {Broadcast}, got a [2] and b [2, 3].", () => V2 + M23),
        ($"Add: {Broadcast}, got a [0] and b [2].", () => V0 + V2),
        ($"Subtract: {Broadcast}, got a [2] and b [3].", () => V2 - V3),
        ($"Multiply: {Broadcast}, got a [2] and b [3].", () => V2 * V3),
        ($"Divide: {Broadcast}, got a [2] and b [3].", () => V2 / V3),
        ($"Pow: {Broadcast}, got a [2] and b [3].", () => Pow(V2, V3)),
        ($"Maximum: {Broadcast}, got a [2] and b [3].", () => Maximum(V2, V3)),
        ($"Minimum: {Broadcast}, got a [2] and b [3].", () => Minimum(V2, V3)),
        ($"Atan2: {Broadcast}, got y [2] and x [3].", () => Atan2(V2, V3)),
        ($"Hypot: {Broadcast}, got a [2] and b [3].", () => Hypot(V2, V3)),
        ($"Remainder: {Broadcast}, got a [2] and b [3].", () => Remainder(V2, V3)),
        ($"Clamp: {Broadcast}, got x [2], min [3] and max [].", () => Clamp(V2, V3, S)),
        ($"Lerp: {Broadcast}, got a [], b [2] and weight [3].", () => Lerp(S, V2, V3)),
        ($"Greater: {Broadcast}, got a [2] and b [3].", () => V2 > V3),
        ($"GreaterOrEqual: {Broadcast}, got a [2] and b [3].", () => V2 >= V3),
        ($"Less: {Broadcast}, got a [2] and b [3].", () => V2 < V3),
        ($"LessOrEqual: {Broadcast}, got a [2] and b [3].", () => V2 <= V3),
        ($"Equal: {Broadcast}, got a [2] and b [3].", () => Equal(V2, V3)),
        ($"NotEqual: {Broadcast}, got a [2] and b [3].", () => NotEqual(V2, V3)),
        ("Where: needs shapes that broadcast together (aligned from the last axis, equal or 1), got condition [2], a [3] and b [].", () => Where(V2, V3, S)),
        ("Where: needs shapes that broadcast together (aligned from the last axis, equal or 1), got condition [], a [2] and b [3].", () => Where(S, V2, V3)),

        ("Sum: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Sum(M23, 2)),
        ("Sum: needs an axis from -2 to 1, got axis -3 and x [2, 3].", () => Sum(M23, [0, -3])),
        ("Sum: needs an axis of x, got axis 0 and x [], which has none.", () => Sum(S, 0)),
        ("Sum: needs distinct axes, got axis 1 twice for x [2, 3].", () => Sum(M23, [1, -1])),
        ("Mean: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Mean(M23, 2)),
        ("Mean: needs distinct axes, got axis 0 twice for x [2, 3].", () => Mean(M23, [0, 0])),
        ("Max: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Max(M23, 2)),
        ("Max: needs distinct axes, got axis 0 twice for x [2, 3].", () => Max(M23, [0, -2])),
        ("Max: needs at least one element along axes [0], got x [0].", () => Max(V0)),
        ("Max: needs at least one element along axes [1], got x [3, 0].", () => Max(M30, 1)),
        ("Min: needs at least one element along axes [0], got x [0].", () => Min(V0)),
        ("Min: needs distinct axes, got axis 0 twice for x [2, 3].", () => Min(M23, [0, -2])),
        ("Prod: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Prod(M23, 2)),
        ("ArgMax: needs at least one element along axes [1], got x [3, 0].", () => ArgMax(M30, 1)),
        ("ArgMax: needs distinct axes, got axis 0 twice for x [2, 3].", () => ArgMax(M23, [0, -2])),
        ("ArgMin: needs at least one element along axes [0, 1], got x [3, 0].", () => ArgMin(M30)),
        ("ArgMin: needs an axis of x, got axis 0 and x [], which has none.", () => ArgMin(S, 0)),
        ("All: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => All(M23, 2)),
        ("Any: needs an axis from -2 to 1, got axis -3 and x [2, 3].", () => Any(M23, -3)),
        ("Variance: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Variance(M23, 2)),
        ("StandardDeviation: needs distinct axes, got axis 1 twice for x [2, 3].", () => StandardDeviation(M23, [1, 1])),
        ("Norm: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Norm(M23, 2, 2)),
        ("Norm: needs at least one element along axes [0], got x [0].", () => Norm(V0, double.PositiveInfinity)),
        ("Norm: needs at least one element along axes [1], got x [3, 0].", () => Norm(M30, -1, 1)),
        ("Median: needs at least one element along axes [0], got x [0].", () => Median(V0)),
        ("Median: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Median(M23, 2)),
        ("CumulativeSum: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => CumulativeSum(M23, 2)),
        ("CumulativeProd: needs an axis of x, got axis 0 and x [], which has none.", () => CumulativeProd(S, 0)),
        ("CumulativeMax: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => CumulativeMax(M23, 2)),
        ("CumulativeMin: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => CumulativeMin(M23, 2)),
        ("CumulativeLogSumExp: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => CumulativeLogSumExp(M23, 2)),
        ("Sort: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Sort(M23, 2)),
        ("ArgSort: needs an axis of x, got axis -1 and x [], which has none.", () => ArgSort(S)),
        ("TopK: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => TopK(M23, 1, 2).Values),
        ("TopK: needs at least k elements along axis 1, got k 4 and x [2, 3].", () => TopK(M23, 4).Values),
        ("LogSumExp: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => LogSumExp(M23, 2)),
        ("LogSumExp: needs distinct axes, got axis 0 twice for x [2, 3].", () => LogSumExp(M23, [0, -2])),
        ("Softmax: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Softmax(M23, 2)),
        ("Softmax: needs an axis of x, got axis -1 and x [], which has none.", () => Softmax(S)),
        ("LogSoftmax: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => LogSoftmax(M23, 2)),
        ("LogSoftmaxAt: needs x [.., n] and indices [..] with equal leading axes, got x [2, 3] and indices [2, 3].", () => LogSoftmaxAt(M23, M23)),
        ("Moments: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Moments(M23, [2]).Mean),
        ("Standardize: needs distinct axes, got axis 1 twice for x [2, 3].", () => Standardize(M23, [1, -1])),
        ("Standardize: needs a scale and a shift that broadcast to x, got x [2, 3], scale [3, 2] and shift none.", () => Standardize(M23, [1], scale: Transpose(M23))),

        ("MatMul: needs a [m, k] and b [k, n] with equal k, got a [2, 3] and b [2, 3].", () => MatMul(M23, M23)),
        ("MatMul: needs a [k, m] and b [k, n] with equal k, got a [2, 3] and b [3, 0].", () => MatMul(M23, M30, transposeA: true)),
        ("MatMul: needs a [m, k] and b [n, k] with equal k, got a [2, 3] and b [3, 0].", () => MatMul(M23, M30, transposeB: true)),
        ("MatMul: needs a [.., m, k] and b [.., k, n] with equal k, got a [4, 2, 3] and b [2, 3].", () => MatMul(Variable.Ones<double>([4, 2, 3]), M23)),
        ("MatMul: needs batches that broadcast together (aligned from the last axis, equal or 1), got a [4, 2, 3] and b [5, 3, 2].",
            () => MatMul(Variable.Ones<double>([4, 2, 3]), Variable.Ones<double>([5, 3, 2]))),
        ("MatMul: needs operands of at least one axis, got a [] and b [2, 3].", () => MatMul(S, M23)),
        ("MatMul: needs operands of at least one axis, got a [2] and b [].", () => MatMul(V2, S)),
        ("MatMul: needs a [k] and b [k, n] with equal k, got a [3] and b [2, 3].", () => MatMul(V3, M23)),
        ("MatMul: needs a [m, k] and b [k] with equal k, got a [2, 3] and b [2].", () => MatMul(M23, V2)),
        ("MatMul: needs a [k] and b [k] with equal k, got a [2] and b [3].", () => MatMul(V2, V3)),

        ("Reshape: needs a shape with as many elements as x, got x [2, 3] and shape [4].", () => Reshape(M23, 4)),
        ("Reshape: needs a shape with as many elements as x, got x [2, 3] and shape [].", () => Reshape(M23, Shape.Scalar)),
        ("Reshape: needs at most one length of -1, and the other lengths to divide the elements of x, got x [2, 3] and lengths [4, -1].",
            () => Reshape(M23, 4, -1)),
        ("Reshape: needs at most one length of -1, and the other lengths to divide the elements of x, got x [2, 3] and lengths [-1, -1].",
            () => Reshape(M23, -1, -1)),
        ("Reshape: needs at most one length of -1, and the other lengths to divide the elements of x, got x [0] and lengths [0, -1].",
            () => Reshape(V0, 0, -1)),
        ("Shape: needs lengths of at least 0, got [-2, 3].", () => Reshape(M23, -2, 3)),
        ("BroadcastTo: needs axes of x, from the last, that equal those of the shape or are 1, got x [2, 3] and shape [3].", () => BroadcastTo(M23, [3])),
        ("BroadcastTo: needs axes of x, from the last, that equal those of the shape or are 1, got x [2] and shape [2, 3].", () => BroadcastTo(V2, [2, 3])),
        ("Permute: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Permute(M23, 0, 2)),
        ("Permute: needs distinct axes, got axis 1 twice for x [2, 3].", () => Permute(M23, 1, -1)),
        ("Permute: needs each axis of x once, got axes [1] and x [2, 3].", () => Permute(M23, 1)),
        ("Transpose: needs x [.., m, n], got x [2].", () => Transpose(V2)),

        ("Slice: needs at most one range an axis, got 2 ranges and x [2].", () => Slice(V2, .., ..)),
        ("Slice: needs a range within axis 1, got 1..4 and x [2, 3].", () => Slice(M23, .., 1..4)),
        ("Slice: needs a range within axis 0, got 2..1 and x [2, 3].", () => Slice(M23, 2..1)),
        ("Slice: needs a range within axis 0, got ^3..^0 and x [2, 3].", () => Slice(M23, ^3..)),
        ("Slice: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Slice(M23, 2, ..)),
        ("Concatenate: needs at least one variable, got none.", () => Concatenate<double>([])),
        ("Concatenate: needs an axis from -1 to 0, got axis 1 and x [2].", () => Concatenate([V2, V3], 1)),
        ("Concatenate: needs variables that agree in all axes but axis 0, got [2], [2, 3].", () => Concatenate([V2, M23])),
        ("Concatenate: needs variables that agree in all axes but axis 0, got [2, 3], [3, 0].", () => Concatenate([M23, M30])),
        ("Stack: needs at least one variable, got none.", () => Stack<double>([])),
        ("Stack: needs variables of one shape, got [2], [3].", () => Stack([V2, V3])),
        ("Stack: needs an axis from -2 to 1, got axis 2 and variables [2].", () => Stack([V2, V2], 2)),
        ("Gather: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Gather(M23, M23, 2)),
        ("Gather: needs indices no longer than x in all axes but axis 0, got x [2, 3] and indices [3].", () => Gather(M23, V3, 0)),
        ("Gather: needs indices no longer than x in all axes but axis 1, got x [2, 3] and indices [3, 0].", () => Gather(M23, M30, 1)),
        ("ScatterAdd: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => ScatterAdd(M23, M23, 2, 4)),
        ("ScatterAdd: needs one index for each element of x, got x [2, 3] and indices [3].", () => ScatterAdd(M23, V3, 0, 4)),
    ];

    public static TheoryData<int, string> Messages
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < Cases.Length; i++)
                data.Add(i, Cases[i].Message);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_NamesTheOperationTheRuleAndEveryShape(int index, string message)
    {
        Assert.Equal(message, Assert.Throws<ShapeException>(Cases[index].Apply).Message);
        // The same under a tape, which stays open and usable.
        using var tape = new Tape<double>();
        Assert.Equal(message, Assert.Throws<ShapeException>(Cases[index].Apply).Message);
        Assert.Same(tape, Recorder<double>.Current);
    }

    [Fact]
    public void Exceptions_HaveTheirUsualConstructors()
    {
        var cause = new InvalidOperationException();
        foreach (var exception in new Exception[]
        {
            new ShapeException("m", cause), new IndexValueException("m", cause), new NotDifferentiableException("m", cause),
            new NotOnTapeException("m", cause), new ReleasedValueException("m", cause), new StaleGradientException("m", cause),
        })
        {
            Assert.Equal("m", exception.Message);
            Assert.Same(cause, exception.InnerException);
        }
        Assert.Equal("The shapes do not fit the operation.", new ShapeException().Message);
        Assert.Equal("An index is not a whole number within its range.", new IndexValueException().Message);
        Assert.Equal("The operation is not differentiable in this input.", new NotDifferentiableException().Message);
        Assert.Equal("The variable is not on the tape.", new NotOnTapeException().Message);
        Assert.Equal("The value of the variable has been given back.", new ReleasedValueException().Message);
        Assert.Equal("A state was assigned after the tape had read it.", new StaleGradientException().Message);
    }
}
