using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Programs traced from functions, their derivatives, and what tracing refuses.</summary>
public class GraphTests
{
    private static readonly Variable<double> A = new double[,] { { 0.5, -1, 2 }, { 1.5, 0.25, -0.75 } };

    [Fact]
    public void Trace_GivesTheFunction_WithTheNamesOfItsParameters()
    {
        var graph = Graph.Trace((Variable<double> x, Variable<double> w) => Tanh(MatMul(x, w)), [2, 3], [3, 4]);
        Assert.Equal(["x", "w"], graph.Inputs.Select(input => graph.Nodes[input].Name));
        Assert.Equal(2, graph.Count);
        Assert.Equal(new Shape[] { [2, 4] }, graph.Outputs.Select(output => graph.Nodes[output].Shape));
        var w = Variable.Ones<double>([3, 4]);
        Assert.Equal(Tanh(MatMul(A, w)).ToArray(), graph.Apply(A, w)[0].ToArray());
    }

    [Fact]
    public void Trace_KeepsNothingThatNoOutputNeeds()
    {
        var graph = Graph.Trace((Variable<double> x) =>
        {
            _ = Exp(x);
            return x * 2;
        }, [3]);
        Assert.Equal(1, graph.Count);
    }

    [Fact]
    public void Gradient_OfAGradient_IsTheSecondDerivative()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(Pow(x, 3)), [2, 3]);
        var second = Graph.Trace((Variable<double> x) => Sum(graph.Gradient().Apply(x)[0]), [2, 3]).Gradient();
        Assert.Equal(A.ToArray().Select(a => 3 * a * a), graph.Gradient().Apply(A)[0].ToArray(), new Close(1e-15));
        Assert.Equal(A.ToArray().Select(a => 6 * a), second.Apply(A)[0].ToArray(), new Close(1e-15));
    }

    [Fact]
    public void ValueAndGradient_GivesTheOutputFirst()
    {
        var graph = Graph.Trace((Variable<double> x, Variable<double> y) => Sum(x * Exp(y)), [2, 3], [3]).ValueAndGradient("y");
        var outputs = graph.Apply(A, new double[] { 0, 0, 0 });
        Assert.Equal(A.ToArray().Sum(), outputs[0].Scalar);
        Assert.Equal([2, -0.75, 1.25], outputs[1].ToArray());
    }

    [Fact]
    public void VjpAndJvp_AreTheProductsWithTheJacobian()
    {
        var graph = Graph.Trace((Variable<double> x) => Cumulate(x), [3]);
        double[] v = [1, 10, 100];
        Assert.Equal([111, 110, 100], graph.Vjp().Apply(new double[] { 5, 6, 7 }, v)[0].ToArray());
        Assert.Equal([1, 11, 111], graph.Jvp().Apply(new double[] { 5, 6, 7 }, v)[0].ToArray());
        Assert.Equal(["x", "yBar"], graph.Vjp().Inputs.Select(input => graph.Vjp().Nodes[input].Name));
        Assert.Equal(["x", "xDot"], graph.Jvp().Inputs.Select(input => graph.Jvp().Nodes[input].Name));
    }

    [Fact]
    public void States_AreReadWhenTheProgramRuns_AndAssignedAtItsEnd()
    {
        var count = new State<double>(3, "count");
        var graph = Graph.Trace((Variable<double> x) =>
        {
            var before = count.Variable;
            count.Assign(before + x);
            count.Assign(count * 2);
            return before;
        }, []);
        Assert.Equal(3, count.Variable.Scalar);
        Assert.Equal([count], graph.States);
        Assert.Equal(3, graph.Apply(1)[0].Scalar);
        Assert.Equal(8, count.Variable.Scalar);
        Assert.Equal(8, graph.Apply(1)[0].Scalar);
        Assert.Equal(18, count.Variable.Scalar);
    }

    [Fact]
    public void Updates_SeeTheStatesAsTheyWereBeforeTheRun()
    {
        var (a, b) = (new State<double>(1, "a"), new State<double>(2, "b"));
        var swap = Graph.Trace((Variable<double> x) =>
        {
            var (oldA, oldB) = (a.Variable, b.Variable);
            a.Assign(oldB);
            b.Assign(oldA);
            return x;
        }, []);
        swap.Apply(0);
        Assert.Equal((2, 1), (a.Variable.Scalar, b.Variable.Scalar));
    }

    [Fact]
    public void ATracedStep_TrainsAsTheSameStepOnATape()
    {
        double[][] finals = [Train(traced: false), Train(traced: true)];
        Assert.Equal(finals[0], finals[1]);
    }

    [Fact]
    public void Minimize_InAProgram_RefusesALossThatIsNotFinite_AndAssignsNothing()
    {
        var w = new Parameter<double>(1, "w");
        var optimizer = new Adam<double>([w]);
        var step = Graph.Trace((Variable<double> x) =>
        {
            var loss = Log(w * x);
            optimizer.Minimize(loss);
            return loss;
        }, []);
        var error = Assert.Throws<NonFiniteLossException>(() => step.Apply(-1));
        Assert.Equal("Minimize: needs a finite loss, got NaN. Nothing was assigned.", error.Message);
        Assert.Equal(1, w.Variable.Scalar);
        Assert.All(optimizer.States.Skip(1), state => Assert.Equal(0, state.Variable.Scalar));
    }

    [Fact]
    public void Trace_RefusesToReadAValue_AndSaysWhatToDo()
    {
        var error = Assert.Throws<TracedValueException>(() => Graph.Trace((Variable<double> x) => x[0].Scalar > 0 ? x : -x, [2]));
        Assert.Equal(
            "Value: needs a variable that has a value, got one [] of a program that is being traced, which has a shape only. " +
            "Choose by a mask with Where, repeat with Scan, or run the function without tracing it.", error.Message);
        Assert.Equal(4, (Variable.Scalar(2.0) * 2).Scalar);
    }

    [Fact]
    public void Trace_RefusesVariablesOfAnotherTrace()
    {
        var error = Assert.Throws<TracedValueException>(() => Graph.Trace((Variable<double> x) => Graph.Trace((Variable<double> y) => x + y, [2]).Apply(x)[0], [2]));
        Assert.Equal("Trace: needs variables of the program itself or with a value, got one [2] of another program that is being traced. Make it an argument.",
            error.Message);
    }

    [Fact]
    public void Apply_RefusesOtherShapes()
    {
        var graph = Graph.Trace((Variable<double> x, Variable<double> y) => x + y, [2], [1]);
        Assert.Equal("Apply: needs x [2], y [1], got [3], [1].",
            Assert.Throws<ShapeException>(() => graph.Apply(Variable.Zeros<double>([3]), Variable.Zeros<double>([1]))).Message);
        Assert.Equal("Apply: needs x [2], y [1], got nothing.", Assert.Throws<ShapeException>(() => graph.Apply()).Message);
    }

    [Fact]
    public void Gradient_RefusesNamesThatThereAreNot()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(x), [2]);
        Assert.Equal("Gradient: needs names of inputs and states of the graph, which are x, got z.",
            Assert.Throws<UnknownNameException>(() => graph.Gradient("z")).Message);
    }

    private static Variable<double> Cumulate(Variable<double> x) => CumulativeSum(x, 0);

    private static double[] Train(bool traced)
    {
        var random = new RandomStream(5);
        var model = new Sequential<double>(new Linear<double>(3, 5, random), new Tanh<double>(), new Linear<double>(5, 2, random));
        var optimizer = new Adam<double>(model.Parameters, 0.01);
        Variable<double>[] Step(Variable<double>[] v)
        {
            using var tape = new Tape<double>();
            var loss = Loss.CrossEntropy(model.Forward(v[0]), v[1]);
            optimizer.Minimize(loss);
            return [loss.Detach()];
        }
        Variable<double>[] batch = [A, new double[] { 0, 1 }];
        var graph = traced ? Graph.Trace<double>(Step, [[2, 3], [2]]) : null;
        double[] losses = [.. Enumerable.Range(0, 20).Select(_ => (graph is null ? Step(batch) : graph.Apply(batch))[0].Scalar)];
        return [.. losses, .. model.Parameters.SelectMany(p => p.Variable.ToArray())];
    }

    private sealed class Close(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double a, double b) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(a));

        public int GetHashCode(double value) => 0;
    }
}
