namespace AutoGrad.Tests.Modules;

public sealed class ModuleModesTests
{
    private static Sequential<double> Network()
    {
        var random = new RandomStream(1);
        return new(new Linear<double>(2, 3, random), new Sequential<double>(new BatchNorm1d<double>(3), new Dropout<double>(0.5, random)));
    }

    [Fact]
    public void EvaluateAndTrain_SetAllModules()
    {
        var network = Network();
        Assert.All(network.NamedModules, entry => Assert.True(entry.Module.IsTraining));
        network.Evaluate();
        Assert.All(network.NamedModules, entry => Assert.False(entry.Module.IsTraining));
        network.Train();
        Assert.All(network.NamedModules, entry => Assert.True(entry.Module.IsTraining));
    }

    [Fact]
    public void Evaluation_ChangesNoState_AndRepeats()
    {
        var network = Network();
        network.Evaluate();
        Variable<double> x = new[,] { { 1.0, 2.0 }, { -1.0, 0.5 } };

        Assert.Equal(network.Forward(x).ToArray(), network.Forward(x).ToArray());
        Assert.Equal(0, network.GetState("1.0.num_batches_tracked").Variable.Scalar);
        Assert.Equal([0.0, 0, 0], network.GetState("1.0.running_mean").Variable.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Freeze_LeavesParametersAsTheyAre(bool compiled)
    {
        var random = new RandomStream(1);
        var (first, last) = (new Linear<double>(2, 2, random), new Linear<double>(2, 1, random));
        var network = new Sequential<double>(first, last);
        var optimizer = new Sgd<double>(network.Parameters, 0.1);
        first.Freeze();
        var before = network.Parameters.Select(parameter => parameter.Variable.ToArray()).ToArray();
        Step();

        Assert.Equal(before[..2], network.Parameters.Take(2).Select(parameter => parameter.Variable.ToArray()));
        Assert.NotEqual(before[2], last.Weight.Variable.ToArray());
        network.Unfreeze();
        Step();
        Assert.NotEqual(before[0], first.Weight.Variable.ToArray());

        void Step()
        {
            Variable<double> x = new[,] { { 1.0, 2.0 } };
            if (compiled)
            {
                Graph.Compile<double>(Minimized).Invoke(x);
                return;
            }
            using var tape = new Tape<double>();
            Minimized(x);
        }

        Variable<double> Minimized(Variable<double> x)
        {
            var loss = Op.Sum(Op.Square(network.Forward(x)));
            optimizer.Minimize(loss);
            return loss;
        }
    }

    [Fact]
    public void Freeze_SparesTheGradientsOfParameters()
    {
        var random = new RandomStream(1);
        var (first, last) = (new Linear<double>(2, 2, random), new Linear<double>(2, 1, random));
        var optimizer = new Sgd<double>([.. first.Parameters, .. last.Parameters], 0.1);
        Graph<double> Step() => Graph.Trace<double>(
            x =>
            {
                var loss = Op.Sum(last.Forward(first.Forward(x)));
                optimizer.Minimize(loss);
                return loss;
            },
            [3, 2]);
        var whole = Step();
        first.Freeze();
        var part = Step();

        Assert.Equal(["weight", "bias", "weight", "bias"], whole.Updates.Select(update => update.State.Name));
        Assert.Equal(last.Parameters, part.Updates.Select(update => update.State));
        Assert.Equal(2, whole.Nodes.Count(node => node.Primitive?.Name == "MatMul") - part.Nodes.Count(node => node.Primitive?.Name == "MatMul"));
    }
}
