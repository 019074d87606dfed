using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Extension;

public sealed class CustomTests
{
    private static readonly Variable<double> X = new[] { 0.5, -1.5, 2.0 };

    [Fact]
    public void TheRule_ReplacesTheDerivativeOfWhatIsComputed()
    {
        static Variable<double> F(Variable<double> x) => Custom(x, v => Square(v), (_, _, yBar) => 7 * yBar);
        Assert.Equal([0.25, 2.25, 4], F(X).ToArray());
        Assert.Equal([7, 7, 7], Differentiate.Gradient(x => Sum(F(x)), X).ToArray());
        Assert.Equal([14, 21, 28], Differentiate.Jvp(F, X, Variable.Vector(2.0, 3, 4)).Product.ToArray());
    }

    [Fact]
    public void TheForward_IsNotRecorded_AndSeesTheValues()
    {
        using var tape = new Tape<double>();
        var y = Custom(Square(X), v => Sin(v) + v.ToArray()[0], (v, _, yBar) => yBar * Cos(v), "wave");
        Assert.Equal(2, tape.Count);
        Assert.Equal("v0 [3] = x0²\nv1 [3] = wave(v0)\n", tape.ToString());
        Assert.Equal(Math.Sin(0.25) + 0.25, y.ToArray()[0]);
    }

    [Fact]
    public void ThirdDerivative_FollowsFromTheRule()
    {
        static Variable<double> Cube(Variable<double> x) => Custom(x, (v, y) =>
        {
            for (var i = 0; i < v.Length; i++)
                y[i] = v[i] * v[i] * v[i];
        }, (v, _, yBar) => yBar * (3 * v * v), "cube");
        Variable<double> D(Func<Variable<double>, Variable<double>> f, Variable<double> x) => Differentiate.Gradient(v => Sum(f(v)), x);
        Assert.Equal([6, 6, 6], D(x => D(v => D(Cube, v), x), X).ToArray());
    }

    [Fact]
    public void AWrongRule_IsCaught() => Assert.Contains("wrong is wrong", Assert.Throws<GradientCheckException>(
        () => GradientCheck.Verify(x => Custom(x, v => Exp(v), (_, y, yBar) => 1.01 * yBar * y), X, new() { Name = "wrong is wrong" })).Message, StringComparison.Ordinal);

    [Fact]
    public void AForwardOfAnotherShape_Throws() => Assert.Equal(
        "total: needs a forward that gives the shape [3], got [].",
        Assert.Throws<ShapeException>(() => Custom(X, v => Sum(v), (_, _, yBar) => yBar, "total")).Message);

    [Fact]
    public void APullbackOfAnotherShape_Throws() => Assert.Equal(
        "wrong: needs a pullback that gives input 0 a cotangent [3], got [2].",
        Assert.Throws<ShapeException>(() => Differentiate.Gradient(x => Sum(Custom(x, v => v, (_, _, _) => Variable.Ones<double>([2]), "wrong")), X)).Message);

    [Fact]
    public void InputsThatDoNotBroadcast_Throw() => Assert.Equal(
        "pair: needs shapes that broadcast together (aligned from the last axis, equal or 1), got a [3] and b [2].",
        Assert.Throws<ShapeException>(() => Custom<double>([X, Variable.Ones<double>([2])], x => x[0], (_, _, _, yBar) => yBar, "pair")).Message);

    [Fact]
    public void AForwardThatGivesNothing_Throws() => Assert.Equal(
        "custom: needs a forward that gives a variable, got null.",
        Assert.Throws<ArgumentException>(() => Custom(X, _ => (Variable<double>)null!, (_, _, yBar) => yBar)).Message);
}
