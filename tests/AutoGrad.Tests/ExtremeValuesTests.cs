using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>Empty tensors, empty axes, NaN and infinities, through every kind of operation and its derivative.</summary>
public class ExtremeValuesTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly (string Name, Func<Variable<double>, Variable<double>> Apply)[] Elementwise =
    [
        ("Abs", Abs), ("Cos", Cos), ("Exp", Exp), ("ExpM1", ExpM1), ("Log", Log), ("Log1p", Log1p), ("Negate", Negate), ("Reciprocal", Reciprocal),
        ("Relu", Relu), ("Sigmoid", Sigmoid), ("Sign", Sign), ("Sin", Sin), ("Softplus", Softplus), ("Sqrt", Sqrt), ("Square", Square), ("Tanh", Tanh),
        ("Pow 3", x => Pow(x, 3)), ("Pow -1", x => Pow(x, -1)), ("Pow 0.5", x => Pow(x, 0.5)), ("Pow x", x => Pow(x, x)), ("Identity", Identity),
        ("Add", x => x + 1), ("Subtract", x => 1 - x), ("Multiply", x => x * x), ("Divide", x => 1 / x), ("Maximum", x => Maximum(x, 0)),
        ("Minimum", x => Minimum(0, x)), ("Where", x => Where(Variable.Ones<double>([1]), x, -x)),
    ];

    private static readonly (string Name, Func<Variable<double>, Variable<double>> Apply)[] Others =
    [
        ("Sum", Sum), ("Sum 0", x => Sum(x, 0)), ("Sum 1 kept", x => Sum(x, 1, keepDimensions: true)), ("Sum none", x => Sum(x, [])),
        ("Sum 0 and 2", x => Sum(x, [0, 2])), ("Transpose", Transpose), ("Reshape", x => Reshape(x, x.Shape.Size)),
        ("Permute", x => Permute(x, 2, 0, 1)), ("BroadcastTo", x => BroadcastTo(x, Shape.Create([2, .. x.Shape]))),
        ("Slice", x => Slice(x, .., 0..0)), ("Slice by step", x => Slice(x, 1, .., 2)), ("Concatenate", x => Concatenate([x, x], 1)),
        ("Stack", x => Stack([x, x], -1)), ("Gather", x => Gather(x, Variable.Zeros<double>(x.Shape), 1)),
        ("ScatterAdd", x => ScatterAdd(x, Variable.Zeros<double>(x.Shape), 1, 5)),
        ("MatMul", x => MatMul(x, x, transposeB: true)), ("MatMul transposed", x => MatMul(x, x, transposeA: true)),
        ("MatMul by a matrix", x => MatMul(x, Variable.Ones<double>([x.Shape[^1], 2]))),
    ];

    public static TheoryData<string, int[]> EmptyCases
    {
        get
        {
            var data = new TheoryData<string, int[]>();
            foreach (var (name, _) in Elementwise.Concat(Others))
            {
                foreach (var lengths in new int[][] { [0, 3, 2], [2, 0, 3], [2, 3, 0], [0, 0, 0] })
                {
                    data.Add(name, lengths);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EmptyCases))]
    public void EmptyAxes_PassThroughValueAndDerivatives(string name, int[] lengths)
    {
        var f = Elementwise.Concat(Others).Single(item => item.Name == name).Apply;
        var x = Variable.Zeros<double>(Shape.Create(lengths));
        var y = f(x);
        Assert.All(y.ToArray(), value => Assert.Equal(0, value));

        Assert.Equal(x.Shape, Differentiate.Gradient(v => Sum(f(v)), x).Shape);
        Assert.Equal(y.Shape, Differentiate.Jvp(f, x, x).Product.Shape);
        Assert.Equal(Shape.Create([.. lengths, .. lengths]), Differentiate.Hessian(v => Sum(Square(f(v))), x).Shape);
        using var tape = new Tape<double>();
        Assert.Equal(x.Shape, tape.Gradient(Sum(f(x)), x, recorded: false).Shape);
    }

    [Fact]
    public void Reductions_OfNothing_AreTheirIdentities()
    {
        var x = Variable.Zeros<double>([2, 0]);
        Assert.Equal(0, Sum(x).Scalar);
        Assert.Equal([0, 0], Sum(x, 1).ToArray());
        Assert.Empty(Sum(x, 0).ToArray());
        Assert.Equal([double.NaN, double.NaN], Mean(x, 1).ToArray());
        Assert.True(double.IsNaN(Mean(x).Scalar));
        Assert.Empty(Max(x, 0).ToArray());
        Assert.Empty(LogSumExp(x, 0).ToArray());
        Assert.Empty(Softmax(x, 0).ToArray());
        Assert.Empty(LogSoftmax(x, 0).ToArray());
        foreach (var f in new Func<Variable<double>, Variable<double>>[] { v => Max(v, 0), v => LogSumExp(v, 0), v => Softmax(v, 0), v => LogSoftmax(v, 0), v => Mean(v, 0) })
            Assert.Equal(x.Shape, Differentiate.Gradient(v => Sum(f(v)), x).Shape);
    }

    [Fact]
    public void MatMul_OverAnEmptyInnerAxis_IsZero()
    {
        // Through a pool whose arrays hold other numbers.
        using (new Tape<double>())
            _ = Variable.Full([2, 3], 9.0) * 9;
        using var tape = new Tape<double>();
        foreach (var transposed in new[] { false, true })
        {
            var a = Variable.Ones<double>(transposed ? [0, 2] : [2, 0]);
            var b = Variable.Ones<double>([0, 3]);
            Assert.Equal(new double[6], MatMul(a, b, transposeA: transposed).ToArray());
        }
        Assert.Equal(new double[12], MatMul(Variable.Ones<double>([2, 2, 0]), Variable.Ones<double>([2, 0, 3])).ToArray());
        Assert.Equal(0, MatMul(Variable.Ones<double>([0]), Variable.Ones<double>([0])).Scalar);
        Assert.Equal(Shape.Create([0, 3]), MatMul(Variable.Ones<double>([0, 2]), Variable.Ones<double>([2, 3])).Shape);
    }

    [Fact]
    public void OneHot_OfNothing_IsEmpty()
    {
        Assert.Equal(Shape.Create([0, 4]), OneHot(Variable.Zeros<double>([0]), 4).Shape);
        Assert.Equal([0, 1, 0], OneHot<double>(1, 3).ToArray());
    }

    [Fact]
    public void Scalars_PassThroughEveryShapeOperation()
    {
        var x = Variable.Scalar(3.0);
        Assert.Equal(3, Sum(x).Scalar);
        Assert.Equal(3, Sum(x, []).Scalar);
        Assert.Equal(3, Mean(x).Scalar);
        Assert.Equal(3, Max(x).Scalar);
        Assert.Equal(3, LogSumExp(x).Scalar, 14);
        Assert.Equal(3, Permute(x).Scalar);
        Assert.Equal(3, Slice(x).Scalar);
        Assert.Equal([3], Reshape(x, 1).ToArray());
        Assert.Equal([3], Reshape(x, -1).ToArray());
        Assert.Equal([3, 3], Stack([x, x]).ToArray());
        Assert.Equal([3, 3], BroadcastTo(x, [2]).ToArray());
        Assert.Equal(1, Differentiate.Gradient(v => Sum(v), x).Scalar);
        Assert.Equal(1, Differentiate.Gradient(v => Max(v), x).Scalar);
        Assert.Equal(1, Differentiate.Gradient(v => LogSumExp(v), x).Scalar, 14);
        Assert.Equal(1, Differentiate.Gradient(v => Permute(v), x).Scalar);
        Assert.Equal(1, Differentiate.Gradient(v => Slice(v), x).Scalar);
        Assert.Equal(2, Differentiate.Gradient(v => Sum(Stack([v, v])), x).Scalar);
        Assert.Equal(Shape.Scalar, Differentiate.Hessian(v => v * v, x).Shape);
    }

    [Fact]
    public void Slice_ByTheLargestStep_TakesTheFirst()
    {
        Assert.Equal([1], Slice<double>(new double[] { 1, 2, 3 }, 0, .., int.MaxValue).ToArray());
        Assert.Empty(Slice<double>(new double[] { 1, 2, 3 }, 0, 1..1, int.MaxValue).ToArray());
        Assert.Equal([1, 0, 0], Differentiate.Gradient<double>(x => Sum(Slice(x, 0, .., int.MaxValue)), new double[] { 1, 2, 3 }).ToArray());
    }

    [Fact]
    public void NaN_IsCarriedThroughEveryElementwiseOperation()
    {
        foreach (var (name, f) in Elementwise)
        {
            var y = f(Variable.Vector(0.5, double.NaN, 0.25)).ToArray();
            Expect.True(double.IsNaN(y[1]), $"{name} of NaN is {y[1]}");
            Expect.True(double.IsFinite(y[0]) && double.IsFinite(y[2]), $"{name} lets NaN reach its neighbours");
        }
    }

    [Fact]
    public void NaN_IsCarriedThroughReductionsAndProducts()
    {
        Variable<double> x = new double[,] { { 1, double.NaN }, { 2, 3 } };
        foreach (var f in new Func<Variable<double>, Variable<double>>[]
        {
            v => Sum(v, 1), v => Mean(v, 1), v => Max(v, 1), v => LogSumExp(v, 1), v => Sum(Softmax(v), 1), v => Sum(LogSoftmax(v), 1),
            v => MatMul(v, Variable.Ones<double>([2])), v => MatMul(v, Variable.Zeros<double>([2])),
        })
        {
            var y = f(x).ToArray();
            Assert.True(double.IsNaN(y[0]));
            Assert.False(double.IsNaN(y[1]));
        }
        Assert.Equal([double.NaN, 2], Gather(x, Variable.Matrix(new double[,] { { 1 }, { 0 } }), 1).ToArray());
    }

    [Fact]
    public void Infinity_IsCarriedThroughReductions()
    {
        Assert.Equal(Infinity, Sum(Variable.Vector(1, Infinity)).Scalar);
        Assert.True(double.IsNaN(Sum(Variable.Vector(-Infinity, Infinity)).Scalar));
        Assert.Equal(-Infinity, Max(Variable.Vector(-Infinity, -Infinity)).Scalar);
        Assert.Equal(-Infinity, LogSumExp(Variable.Vector(-Infinity, -Infinity)).Scalar);
        Assert.Equal(Infinity, LogSumExp(Variable.Vector(1, Infinity)).Scalar);
        Assert.Equal([0, 1], Softmax(Variable.Vector(-Infinity, 1)).ToArray());
        Assert.Equal([-Infinity, 0], LogSoftmax(Variable.Vector(-Infinity, 1)).ToArray());
    }

    [Fact]
    public void Infinity_ThatIsNotSelected_DoesNotReachTheGradient()
    {
        // The root has an infinite slope at 0, behind a mask.
        var gradient = Differentiate.Gradient<double>(x => Sum(Where(Greater(x, 0), Sqrt(Where(Greater(x, 0), x, 1)), 0)), new double[] { 0, 4 });
        Assert.Equal([0, 0.25], gradient.ToArray());
        // NaN in a branch that is not taken stays out of it.
        gradient = Differentiate.Gradient<double>(x => Sum(Where(Greater(x, 0), 2 * x, double.NaN)), new double[] { -1, 4 });
        Assert.Equal([0, 2], gradient.ToArray());
    }
}
