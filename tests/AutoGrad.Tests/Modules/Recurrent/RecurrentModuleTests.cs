namespace AutoGrad.Tests.Modules.Recurrent;

public sealed class RecurrentModuleTests
{
    private static readonly Variable<double> X = Op.Reshape<double>(Variable.Vector([.. Enumerable.Range(0, 24).Select(i => Math.Sin(i))]), 4, 2, 3);

    [Fact]
    public void Parameters_HaveTheNamesAndShapesOfPyTorch()
    {
        var lstm = new Lstm<double>(3, 5, new RandomStream(1), layers: 2, bidirectional: true);

        Assert.Equal(
            ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse",
             "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1", "weight_ih_l1_reverse", "weight_hh_l1_reverse", "bias_ih_l1_reverse", "bias_hh_l1_reverse"],
            lstm.NamedParameters.Select(entry => entry.Name));
        Assert.Equal([20, 3], lstm.GetParameter("weight_ih_l0_reverse").Shape);
        Assert.Equal([20, 10], lstm.GetParameter("weight_ih_l1").Shape);
        Assert.Equal([20, 5], lstm.GetParameter("weight_hh_l1").Shape);
        Assert.Equal([20], lstm.GetParameter("bias_hh_l1").Shape);
        Assert.All(lstm.Parameters, parameter => Assert.All(parameter.Variable.ToArray(), value => Assert.InRange(value, -1 / Math.Sqrt(5), 1 / Math.Sqrt(5))));
    }

    [Fact]
    public void Run_FromWhatItGaveLast_GoesOn()
    {
        var lstm = new Lstm<double>(3, 2, new RandomStream(1), layers: 2);
        var whole = lstm.Run(X);
        var first = lstm.Run(X[..3]);
        var rest = lstm.Run(X[3..], (first.Hidden, first.Cell));

        Assert.Equal(whole.Outputs[3..].ToArray(), rest.Outputs.ToArray());
        Assert.Equal(whole.Hidden.ToArray(), rest.Hidden.ToArray());
        Assert.Equal(whole.Cell.ToArray(), rest.Cell.ToArray());
        Assert.Equal(whole.Outputs[^1].ToArray(), whole.Hidden[^1].ToArray());
    }

    [Fact]
    public void Forward_OfASequence_IsOneOperationForItsSteps()
    {
        var gru = new Gru<double>(3, 2, new RandomStream(1));

        Assert.Equal(Graph.Trace<double>(gru.Forward, [4, 2, 3]).Count, Graph.Trace<double>(gru.Forward, [400, 2, 3]).Count);
    }

    [Fact]
    public void Dropout_IsBetweenLayers_InTraining()
    {
        var rnn = new Rnn<double>(3, 2, new RandomStream(1), layers: 2, dropout: 0.5);
        var (first, hidden) = rnn.Run(X);
        var (second, hiddenAgain) = rnn.Run(X);

        Assert.NotEqual(first.ToArray(), second.ToArray());
        Assert.Equal(hidden[0].ToArray(), hiddenAgain[0].ToArray());
        rnn.Evaluate();
        Assert.Equal(rnn.Forward(X).ToArray(), rnn.Forward(X).ToArray());
    }

    [Fact]
    public void Activation_IsApplied()
    {
        var rnn = new Rnn<double>(3, 2, new RandomStream(1), activation: x => Op.Relu(x) + 2);

        Assert.All(rnn.Forward(X).ToArray(), y => Assert.InRange(y, 2, double.PositiveInfinity));
    }

    [Fact]
    public void WrongShapes_AreNamed()
    {
        var random = new RandomStream(1);
        Assert.Equal("Lstm: needs x [length, n, inputs] with 2 inputs, got x [4, 2, 3].",
            Assert.Throws<ShapeException>(() => new Lstm<double>(2, 2, random).Forward(X)).Message);
        Assert.Equal("Gru: needs x [n, length, inputs] with 3 inputs, got x [3].",
            Assert.Throws<ShapeException>(() => new Gru<double>(3, 2, random, batchFirst: true).Forward(X[0, 0])).Message);
        Assert.Equal("Rnn: needs first values [layers · directions, n, width], got [2, 2] for [1, 2, 2].",
            Assert.Throws<ShapeException>(() => new Rnn<double>(3, 2, random).Run(X, Variable.Zeros<double>([2, 2]))).Message);
    }

    public static TheoryData<Func<Module<double>>, string> WrongArguments => new()
    {
        { () => new Rnn<double>(0, 1, new RandomStream(1)), "Rnn: needs at least 1 input, got 0. (Parameter 'inputs')" },
        { () => new Lstm<double>(1, 0, new RandomStream(1)), "Lstm: needs a width of at least 1, got 0. (Parameter 'width')" },
        { () => new Gru<double>(1, 1, new RandomStream(1), layers: 0), "Gru: needs at least 1 layer, got 0. (Parameter 'layers')" },
        { () => new Gru<double>(1, 1, new RandomStream(1), dropout: 1), "Gru: needs a probability from 0 to less than 1, got 1. (Parameter 'dropout')" },
    };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void Constructor_OfAWrongArgument_Throws(Func<Module<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
