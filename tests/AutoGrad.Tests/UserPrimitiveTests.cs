using System.Numerics;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>Operations of a user, written with the public base classes alone.</summary>
public class UserPrimitiveTests
{
    private static readonly Variable<double> X = new double[] { 0.5, -1, 2 };
    private static readonly Variable<double> V = new double[] { 1, 10, 100 };

    [Fact]
    public void Name_IsThatOfTheTypeWithoutItsEnding()
    {
        Assert.Equal("Cubic", new CubicPrimitive<double>().Name);
        Assert.Equal("CumulativeSum", new CumulativeSumPrimitive<double>().Name);
        Assert.Equal(new CubicPrimitive<double>(), new CubicPrimitive<double>());
    }

    [Fact]
    public void Unary_HasEveryDerivative()
    {
        static Variable<double> F(Variable<double> x) => Sum(new CubicPrimitive<double>().Apply(x));

        Assert.Equal([0.125, -1, 8], new CubicPrimitive<double>().Apply(X).ToArray());
        Assert.Equal([0.75, 3, 12], Gradient(F, X).ToArray());
        Assert.Equal(0.75 + 30 + 1200, Jvp(F, X, V).Product.Scalar);
        Assert.Equal([3, 0, 0, 0, -6, 0, 0, 0, 12], Hessian(F, X).ToArray());
        Assert.Equal([3, -60, 1200], HessianVectorProduct(F, X, V).ToArray());
        Assert.Equal([6, 6, 6], Gradient(x => Sum(Gradient(y => Sum(Gradient(F, y)), x)), X).ToArray());
    }

    [Fact]
    public void Binary_BroadcastsWithItsOneMethod()
    {
        Variable<double> a = new double[,] { { 3 }, { 5 } };
        Variable<double> b = new double[] { 4, 12 };
        var y = new HypotenusePrimitive<double>().Apply(a, b);
        Assert.Equal(Shape.Create([2, 2]), y.Shape);
        Assert.Equal([5, Math.Sqrt(153), Math.Sqrt(41), 13], y.ToArray());

        // Longer than a tile, with either operand a scalar.
        Variable<double> ramp = Enumerable.Range(0, 1000).Select(i => (double)i).ToArray();
        var expected = Enumerable.Range(0, 1000).Select(i => Math.Sqrt((i * (double)i) + 9));
        Assert.Equal(expected, new HypotenusePrimitive<double>().Apply(ramp, 3).ToArray());
        Assert.Equal(expected, new HypotenusePrimitive<double>().Apply(3, ramp).ToArray());

        var (aBar, bBar) = Gradient((u, v) => Sum(new HypotenusePrimitive<double>().Apply(u, v)), a, b);
        Assert.Equal(a.Shape, aBar.Shape);
        Assert.Equal((3 / 5.0) + (3 / Math.Sqrt(153)), aBar.ToArray()[0], 12);
        Assert.Equal((12 / Math.Sqrt(153)) + (12 / 13.0), bBar.ToArray()[1], 12);
    }

    [Fact]
    public void PlainPrimitive_WithoutPushforward_HasEveryDerivative()
    {
        var cumulate = new CumulativeSumPrimitive<double>();
        Assert.Equal([0.5, -0.5, 1.5], cumulate.Apply(X).ToArray());
        Assert.Equal([111, 110, 100], Vjp(x => cumulate.Apply(x), X, V).Product.ToArray());
        // By the transpose of the pullback: outside of any tape, in one, and in another derivative.
        Assert.Equal([1, 11, 111], Jvp(x => cumulate.Apply(x), X, V).Product.ToArray());
        using (new Tape<double>())
            Assert.Equal([1, 11, 111], Jvp(x => cumulate.Apply(x), X, V).Product.ToArray());
        Assert.Null(Recorder<double>.Current);

        static Variable<double> F(Variable<double> x) => Sum(Square(new CumulativeSumPrimitive<double>().Apply(x)));
        // With C lower triangular ones: ∇ = 2CᵀCx, H = 2CᵀC.
        Assert.Equal([3, 2, 3], Gradient(F, X).ToArray());
        Assert.Equal([6, 4, 2, 4, 4, 2, 2, 2, 2], Hessian(F, X).ToArray());
        Assert.Equal(MatMul(Hessian(F, X), V).ToArray(), Jvp(x => Gradient(F, x), X, V).Product.ToArray());
    }

    [Fact]
    public void PlainPrimitive_NonlinearWithoutPushforward_AgreesInBothModes()
    {
        // y = x·Σx; ∂yᵢ/∂xⱼ = δᵢⱼΣx + xᵢ.
        static Variable<double> F(Variable<double> x) => new SelfWeightedPrimitive<double>().Apply(x);
        var jacobian = Jacobian(F, X);
        Assert.Equal([2, 0.5, 0.5, -1, 0.5, -1, 2, 2, 3.5], jacobian.ToArray());
        Assert.Equal(MatMul(jacobian, V).ToArray(), Jvp(F, X, V).Product.ToArray());
        Assert.Equal(MatMul(V, jacobian).ToArray(), Vjp(F, X, V).Product.ToArray());

        // Second order in each mix of modes: d/dx of J(x)·v in direction v is 2v·Σv.
        double[] expected = [222, 2220, 22200];
        Assert.Equal(expected, Jvp(x => Jvp(F, x, V).Product, X, V).Product.ToArray());
        Assert.Equal(Sum(V * new double[] { 222, 2220, 22200 }).Scalar, Sum(V * Jvp(x => Vjp(F, x, V).Product, X, V).Product).Scalar);
        Assert.Equal(MatMul(Jacobian(x => Jvp(F, x, V).Product, X), V).ToArray(), expected);
    }

    [Fact]
    public void Pullback_OfAWrongShape_IsNamed()
    {
        Check([2], [3], "Crooked: needs a pullback that gives input 0 a cotangent [3], got [2].");
        Check([], [3], "Crooked: needs a pullback that gives input 0 a cotangent [3], got [].");
        // As many elements, but not the same: nothing may be reshaped in silence.
        Check([3, 2], [2, 3], "Crooked: needs a pullback that gives input 0 a cotangent [2, 3], got [3, 2].");
        Check([6], [2, 3], "Crooked: needs a pullback that gives input 0 a cotangent [2, 3], got [6].");
        Check([2, 1], [2], "Crooked: needs a pullback that gives input 0 a cotangent [2], got [2, 1].");

        static void Check(Shape given, Shape input, string message)
        {
            var primitive = new CrookedPrimitive<double>(given);
            var x = Variable.Ones<double>(input);
            Assert.Equal(message, Assert.Throws<ShapeException>(() => Gradient(v => Sum(primitive.Apply(v)), x)).Message);
            Assert.Equal(message, Assert.Throws<ShapeException>(() => Jvp(v => Sum(primitive.Apply(v)), x, x)).Message);
            using var tape = new Tape<double>();
            var y = Sum(primitive.Apply(x));
            Assert.Equal(message, Assert.Throws<ShapeException>(() => tape.Gradient(y, x)).Message);
            Assert.Equal(message, Assert.Throws<ShapeException>(() => tape.Gradient(y, x, recorded: false)).Message);
            Assert.Same(tape, Recorder<double>.Current);
        }
    }

    [Fact]
    public void Pullback_OverBroadcastAxes_IsSummed()
    {
        // A pullback may give the cotangent in the shape that its input was broadcast to.
        var primitive = new CrookedPrimitive<double>([4, 3]);
        Assert.Equal([4, 4, 4], Gradient(v => Sum(primitive.Apply(v)), Variable.Ones<double>([3])).ToArray());
    }

    [Fact]
    public void Pushforward_OfAWrongShape_IsNamed()
    {
        var exception = Assert.Throws<ShapeException>(() => Jvp(x => new CrookedPushforwardPrimitive<double>().Apply(x), X, V));
        Assert.Equal("CrookedPushforward: needs a pushforward that gives the output a tangent [3], got [2].", exception.Message);
    }

    private sealed record CubicPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = x[i] * x[i] * x[i];
        }

        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 3 * Square(x);
    }

    private sealed record HypotenusePrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = T.Sqrt((a[i] * a[i]) + (b[i] * b[i]));
        }

        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => a / y;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => b / y;
    }

    private sealed record CumulativeSumPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var sum = T.Zero;
            for (var i = 0; i < y.Length; i++)
                y[i] = sum += ValuesOf(x[0])[i];
        }

        // Σ from i on: the total less what comes before i.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Sum(yBar) - Apply(yBar) + yBar;
    }

    private sealed record SelfWeightedPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var sum = T.Zero;
            foreach (var value in ValuesOf(x[0]))
                sum += value;
            for (var i = 0; i < y.Length; i++)
                y[i] = ValuesOf(x[0])[i] * sum;
        }

        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            (yBar * Sum(x[0])) + Sum(x[0] * yBar);
    }

    private sealed record CrookedPrimitive<T>(Shape Given) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Scalar;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => y[0] = T.One;

        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            yBar * Variable.Ones<T>(Given);
    }

    private sealed record CrookedPushforwardPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => ValuesOf(x[0]).CopyTo(y);

        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => yBar;

        protected internal override Variable<T> Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            Slice(xDot[0]!, ..2);
    }
}
