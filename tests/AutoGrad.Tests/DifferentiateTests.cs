using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

public class DifferentiateTests
{
    [Fact]
    public void Gradient_OfADiamond_CountsEachPath()
    {
        // a = x², b = 3a, c = sin(a), y = b·c: every path from a to y counts.
        var gradient = Gradient<double>(
            x =>
            {
                var a = x * x;
                return 3 * a * Sin(a);
            },
            1.5);

        var u = 1.5 * 1.5;
        Assert.Equal(2 * 1.5 * ((3 * Math.Sin(u)) + (3 * u * Math.Cos(u))), gradient.Scalar, 12);
    }

    [Fact]
    public void Gradient_OfALadderOfDiamonds_IsTheProductOfTheRungs()
    {
        // Each rung doubles: 2⁶⁰ paths, 120 nodes.
        var gradient = Gradient<double>(
            x =>
            {
                for (var i = 0; i < 60; i++)
                    x = Identity(x) + Identity(x);
                return x;
            },
            1);

        Assert.Equal(Math.Pow(2, 60), gradient.Scalar);
    }

    [Fact]
    public void Gradient_OfAVariableUsedTwice_CountsBothUses()
    {
        Assert.Equal(6, Gradient<double>(x => x * x, 3).Scalar);
        Assert.Equal(2, Gradient<double>(x => x + x, 3).Scalar);
        Assert.Equal(0, Gradient<double>(x => x - x, 3).Scalar);
        Assert.Equal(0, Gradient<double>(x => x / x, 4).Scalar);
        Assert.Equal(4, Gradient<double>(x => (x + x) + (x + x), 3).Scalar);
    }

    [Fact]
    public void Gradient_OfTheSameVariableAsTwoOperands_KeepsThemApart()
    {
        // The derivative in the first argument does not see the same variable as the second.
        var x = Variable.Scalar(3.0);
        var (a, b) = Gradient((u, v) => u * u * v, x, x);

        Assert.Equal(18, a.Scalar);
        Assert.Equal(9, b.Scalar);
    }

    [Fact]
    public void Gradient_OfAnUnusedInput_IsZeroOfItsShape()
    {
        var (a, b) = Gradient<double>((x, y) => Sum(x), Variable.Ones<double>([2]), Variable.Ones<double>([2, 3]));

        Assert.Equal([1, 1], a.ToArray());
        Assert.Equal(Shape.Create([2, 3]), b.Shape);
        Assert.Equal(new double[6], b.ToArray());
    }

    [Fact]
    public void Gradient_OfAConstantFunction_IsZero()
    {
        Assert.Equal([0, 0], Gradient<double>(x => 7, new double[] { 1, 2 }).ToArray());
        Assert.Equal(0, Gradient<double>(x => Sign(x), 2).Scalar);
    }

    [Fact]
    public void Gradient_OfTheArgumentItself_IsOne() => Assert.Equal(1, Gradient<double>(x => x, 5).Scalar);

    [Fact]
    public void Gradient_OfAClosedOverVariable_IsNotPartOfIt()
    {
        var c = Variable.Scalar(4.0);
        Assert.Equal(4, Gradient(x => x * c, c).Scalar);
    }

    [Fact]
    public void Nested_InnerDerivativeOfAnotherVariable_HasNoPerturbationConfusion()
    {
        // d/dx x·(d/dy (x + y)) = d/dx x·1 = 1.
        Assert.Equal(1, Gradient<double>(x => x * Gradient<double>(y => x + y, 1), 3).Scalar);
        // d/dx x·(d/dy (x·y) at y = x) = d/dx x·x = 2x.
        Assert.Equal(6, Gradient<double>(x => x * Gradient(y => x * y, x), 3).Scalar);
        // The same with forward mode inside, outside, and both.
        Assert.Equal(6, Gradient<double>(x => x * Jvp(y => x * y, x, 1).Product, 3).Scalar);
        Assert.Equal(6, Jvp<double>(x => x * Gradient(y => x * y, x), 3, 1).Product.Scalar);
        Assert.Equal(6, Jvp<double>(x => x * Jvp(y => x * y, x, 1).Product, 3, 1).Product.Scalar);
        // d/dx x·(d/dy (x·y²) at y = x) = d/dx 2x³ = 6x².
        Assert.Equal(54, Gradient<double>(x => x * Gradient(y => x * y * y, x), 3).Scalar);
    }

    [Fact]
    public void Nested_ThreeGradients_GiveTheThirdDerivative()
    {
        Assert.Equal(24 * 2, Gradient<double>(x => Gradient(y => Gradient(z => z * z * z * z, y), x), 2).Scalar, 12);
        Assert.Equal(-Math.Cos(0.7), Gradient<double>(x => Gradient(y => Gradient(z => Sin(z), y), x), 0.7).Scalar, 14);
        Assert.Equal(Math.Exp(0.7), Gradient<double>(x => Gradient(y => Gradient(z => Exp(z), y), x), 0.7).Scalar, 14);
    }

    [Fact]
    public void Nested_EveryMixOfModes_GivesTheSecondDerivative()
    {
        // f = x²·sin(x); f'' = 2·sin(x) + 4x·cos(x) - x²·sin(x).
        static Variable<double> F(Variable<double> x) => x * x * Sin(x);
        const double X = 0.9;
        var expected = (2 * Math.Sin(X)) + (4 * X * Math.Cos(X)) - (X * X * Math.Sin(X));

        Assert.Equal(expected, Gradient<double>(x => Gradient(F, x), X).Scalar, 12);
        Assert.Equal(expected, Jvp<double>(x => Vjp(F, x, 1).Product, X, 1).Product.Scalar, 12);
        Assert.Equal(expected, Vjp<double>(x => Jvp(F, x, 1).Product, X, 1).Product.Scalar, 12);
        Assert.Equal(expected, Jvp<double>(x => Jvp(F, x, 1).Product, X, 1).Product.Scalar, 12);
        Assert.Equal(expected, Hessian<double>(F, X).Scalar, 12);
        Assert.Equal(expected, HessianVectorProduct<double>(F, X, 1).Scalar, 12);
        Assert.Equal(expected, Jacobian<double>(x => Jacobian(F, x), X).Scalar, 12);
    }

    [Fact]
    public void Hessian_OfAQuadraticForm_IsTheSymmetricPart()
    {
        Variable<double> a = new double[,] { { 1, 2, 3 }, { 0, 4, 5 }, { 6, 0, 7 } };
        var hessian = Hessian<double>(x => MatMul(x, MatMul(a, x)), new double[] { 1, -1, 2 });

        Assert.Equal(Shape.Create([3, 3]), hessian.Shape);
        Assert.Equal([2, 2, 9, 2, 8, 5, 9, 5, 14], hessian.ToArray());
    }

    [Fact]
    public void Hessian_OfTwoVariables_HasFourBlocks()
    {
        // f = Σ a²·s, with a [2] and s [].
        var ((aa, ab), (ba, bb)) = Hessian<double>((a, s) => Sum(a * a) * s, new double[] { 3, 5 }, 7);

        Assert.Equal([14, 0, 0, 14], aa.ToArray());
        Assert.Equal(Shape.Create([2]), ab.Shape);
        Assert.Equal([6, 10], ab.ToArray());
        Assert.Equal([6, 10], ba.ToArray());
        Assert.Equal(Shape.Scalar, bb.Shape);
        Assert.Equal(0, bb.Scalar);
    }

    [Fact]
    public void HessianVectorProduct_OfTwoVariables_UsesAllFourBlocks()
    {
        // f = a²b at (3, 5): H = [2b 2a; 2a 0].
        var (a, b) = HessianVectorProduct<double>((u, v) => u * u * v, 3, 5, 1, 10);

        Assert.Equal(10 + 60, a.Scalar);
        Assert.Equal(6, b.Scalar);
    }

    [Fact]
    public void Hessian_OfFunctionsWithKinks_IsZeroAwayFromThem()
    {
        var x = new double[] { -1, 2 };
        Assert.Equal(new double[4], Hessian<double>(v => Sum(Abs(v)), x).ToArray());
        Assert.Equal(new double[4], Hessian<double>(v => Sum(Relu(v)), x).ToArray());
        Assert.Equal(new double[4], Hessian<double>(v => Sum(Maximum(v, 0)), x).ToArray());
        Assert.Equal(new double[4], Hessian<double>(v => Sum(Minimum(v, 0)), x).ToArray());
        Assert.Equal(new double[4], Hessian<double>(v => Max(v), x).ToArray());
        Assert.Equal(new double[4], Hessian<double>(v => Sum(Where(Greater(v, 0), v, -v)), x).ToArray());
    }

    [Fact]
    public void Jvp_OfDerivativesOfFunctionsWithKinks_IsZeroAwayFromThem()
    {
        Variable<double> x = new double[] { -1, 2 };
        Variable<double> v = new double[] { 1, 1 };
        Assert.Equal([0, 0], Jvp(z => Gradient(u => Sum(Relu(u)), z), x, v).Product.ToArray());
        Assert.Equal([0, 0], Jvp(z => Gradient(u => Max(u), z), x, v).Product.ToArray());
        Assert.Equal([0, 0], Jvp(z => Gradient(u => Sum(Abs(u)), z), x, v).Product.ToArray());
    }

    [Fact]
    public void Jacobian_OfEachShape_AppendsTheAxesOfTheArgument()
    {
        Variable<double> x = new double[,] { { 1, 2, 3 }, { 4, 5, 6 } };

        var rows = Jacobian(v => Sum(v, 1), x);
        Assert.Equal(Shape.Create([2, 2, 3]), rows.Shape);
        Assert.Equal([1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1], rows.ToArray());

        Assert.Equal(Shape.Create([2, 3]), Jacobian(v => Sum(v), x).Shape);
        Assert.Equal(Shape.Create([2, 3]), Jacobian(v => v * x, Variable.Scalar(2.0)).Shape);
        Assert.Equal(Shape.Create([0, 3, 2, 3]), Jacobian(v => Slice(v, 0..0), x).Shape);
        Assert.Equal(Shape.Create([2, 0]), Jacobian<double>(v => Sum(v) * new double[] { 1, 2 }, Array.Empty<double>()).Shape);
    }

    [Fact]
    public void ValueAndGradient_GivesBothFromOneEvaluation()
    {
        var evaluations = 0;
        var (value, gradient) = ValueAndGradient<double>(
            x =>
            {
                evaluations++;
                return Exp(x);
            },
            1);

        Assert.Equal(1, evaluations);
        Assert.Equal(Math.E, value.Scalar, 1e-15);
        Assert.Equal(Math.E, gradient.Scalar, 1e-15);
    }

    [Fact]
    public void Results_OutsideATape_OutliveManyLaterOnes()
    {
        var results = new List<(Variable<double> Value, Variable<double> Gradient)>();
        for (var i = 0; i < 200; i++)
            results.Add(ValueAndGradient<double>(x => Sum(x * x), new double[] { i, i, i }));

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(3.0 * i * i, results[i].Value.Scalar);
            Assert.Equal([2.0 * i, 2.0 * i, 2.0 * i], results[i].Gradient.ToArray());
        }
    }

    [Fact]
    public void Verbs_OutsideATape_LeaveNoRecorderOpen()
    {
        _ = Hessian<double>(x => Sum(x * x * x), new double[] { 1, 2 });
        _ = Jvp<double>(x => Softmax(x), new double[] { 1, 2 }, new double[] { 1, 0 });
        Assert.Throws<ShapeException>(() => Gradient<double>(x => x, new double[] { 1, 2 }));
        Assert.Throws<InvalidOperationException>(() => Gradient<double>(x => throw new InvalidOperationException(), 1));

        Assert.Null(Recorder<double>.Current);
    }

    [Fact]
    public void Verbs_InsideATape_AreRecordedOnIt()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(3.0);
        var gradient = Gradient(v => v * v * v, x);
        var second = tape.Gradient(gradient, x);

        Assert.Equal(27, gradient.Scalar);
        Assert.Equal(18, second.Scalar);
    }

    [Fact]
    public void Vjp_OfAnyCotangent_IsLinearInIt()
    {
        Variable<double> x = new double[] { 1, 2 };
        var (value, product) = Vjp(v => v * v, x, new double[] { 10, 100 });

        Assert.Equal([1, 4], value.ToArray());
        Assert.Equal([20, 400], product.ToArray());
    }

    [Fact]
    public void Vjp_OfTheIdentity_DoesNotHandOutItsCotangentToBeOverwritten()
    {
        Variable<double> yBar = new double[] { 10, 100 };
        var product = Vjp(v => Identity(v), new double[] { 1, 2 }, yBar).Product;
        for (var i = 0; i < 50; i++)
            _ = Gradient<double>(v => Sum(v * v), new double[] { 7, 7 });

        Assert.Equal([10, 100], product.ToArray());
        Assert.Equal([10, 100], yBar.ToArray());
    }

    [Fact]
    public void Jvp_OfAFunctionThatAssignsWhatItRead_SaysThatItIsStale()
    {
        var weight = new Parameter<double>(2, "weight");
        var exception = Assert.Throws<StaleGradientException>(() => Jvp<double>(
            x =>
            {
                var y = x * weight;
                weight.Assign(5);
                return y;
            },
            3, 1));
        Assert.Equal("Jvp: needs states that are as the tape read them, got weight [], which was assigned since.", exception.Message);
    }

    [Fact]
    public void Jvp_ThroughAComparison_ThrowsAsTheGradientDoes()
    {
        // Smooth in the first argument, a mask in the second.
        static Variable<double> F(Variable<double> a, Variable<double> b) => a + Greater(b, 0);
        const string Reason = "but Greater gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it.";

        var reverse = Assert.Throws<NotDifferentiableException>(() => Gradient<double>(F, 1, 2));
        Assert.Equal($"Gradient: needs an output that depends on x [] through operations that have derivatives, {Reason}", reverse.Message);
        var forward = Assert.Throws<NotDifferentiableException>(() => Jvp<double>(F, 1, 2, 1, 1));
        Assert.Equal($"Jvp: needs an output that depends on x [] through operations that have derivatives, {Reason}", forward.Message);
    }

    [Fact]
    public void Gradient_WithASmoothPathBesideAComparison_IsTheSmoothPart()
    {
        Assert.Equal(1, Gradient<double>(x => x * Greater(x, 0), 2).Scalar);
        Assert.Equal(1, Jvp<double>(x => x * Greater(x, 0), 2, 1).Product.Scalar);
    }

    [Fact]
    public void Gradient_ThroughEveryOperationWithoutDerivative_SaysWhichAndWhy()
    {
        CheckBlocked(x => Greater(x, 0), "Greater gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => GreaterOrEqual(x, 0), "GreaterOrEqual gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => Less(x, 0), "Less gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => LessOrEqual(x, 0), "LessOrEqual gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => Equal(x, 0), "Equal gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => NotEqual(x, 0), "NotEqual gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
        CheckBlocked(x => Where(x, 2, 3), "Where selects by its condition, which is a mask");
        CheckBlocked(x => Sum(OneHot(x, 3)), "OneHot marks places by indices, which are whole numbers");
        CheckBlocked(x => Gather(new double[] { 1, 2, 3 }, Reshape(x, 1), 0), "Gather picks by its indices, which are whole numbers");
        CheckBlocked(x => Sum(ScatterAdd(new double[] { 1 }, Reshape(x, 1), 0, 3)), "ScatterAdd adds by its indices, which are whole numbers");
        CheckBlocked(x => Exp(3 * Greater(x, 0)), "Greater gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it");
    }

    private static void CheckBlocked(Func<Variable<double>, Variable<double>> f, string reason)
    {
        foreach (var (verb, derivative) in new (string, Action)[]
        {
            ("Gradient", () => Gradient<double>(f, 1)),
            ("Jvp", () => Jvp<double>(f, 1, 1)),
            ("Jacobian", () => Jacobian<double>(f, 1)),
        })
        {
            var exception = Assert.Throws<NotDifferentiableException>(derivative);
            Assert.Equal(
                $"{verb}: needs an output that depends on x [] through operations that have derivatives, but {reason}.", exception.Message);
        }
    }
}
