namespace AutoGrad.Tests.Modules;

public sealed class ModuleSummaryTests
{
    // A convolution takes 2·3·3 products and sums for each of 4 channels of 2 images of 6 by 6, and adds a bias; a value takes 4 bytes.
    [Fact]
    public void Summary_TellsWhatEachModuleCosts()
    {
        var random = new RandomStream(1);
        var network = new Sequential<float>(new Conv2d<float>(1, 4, 3, random, padding: 1), new Relu<float>(), new MaxPool<float>(2), new Flatten<float>(),
            new Linear<float>(36, 10, random));

        Assert.Equal(
            """
            name   module   output        parameters  operations  memory
            0      Conv2d   [2, 4, 6, 6]          40   5.5 kflop  2.3 kB
            1      Relu     [2, 4, 6, 6]           0    288 flop  1.2 kB
            2      MaxPool  [2, 4, 3, 3]           0     72 flop   288 B
            3      Flatten  [2, 36]                0      0 flop     0 B
            4      Linear   [2, 10]              370   1.5 kflop   160 B
            total                                410   7.3 kflop  3.9 kB
            1.6 kB of parameters, 1.5 kB for the values of a compiled run
            """.ReplaceLineEndings("\n"), network.Summary([2, 1, 6, 6]));
    }

    [Fact]
    public void Summary_OfModulesInModules_CountsEachOnce()
    {
        var linear = new Linear<double>(2, 2, new RandomStream(1), bias: false);
        var network = new Sequential<double>(new Residual<double>(linear), new Sequential<double>(linear, new Tanh<double>()));

        Assert.Equal(
            """
            name    module    output  parameters  operations  memory
            0       Residual  [3, 2]           0      6 flop    48 B
            0.body  Linear    [3, 2]           4     24 flop    48 B
            0.body  Linear    [3, 2]           0     24 flop    48 B
            1.1     Tanh      [3, 2]           0      6 flop    48 B
            total                              4     60 flop   192 B
            32 B of parameters, 256 B for the values of a compiled run
            """.ReplaceLineEndings("\n"), network.Summary([3, 2]));
    }

    [Fact]
    public void Summary_OfALoop_CountsItsSteps()
    {
        var rnn = new Rnn<float>(2, 3, new RandomStream(1));

        // The product for all inputs and its biases; for each of 5 steps the product with what was carried, a sum and a tanh; and the results,
        // taken out of those of the loop.
        Assert.Contains($" {(2 * 5 * 3 * 2) + 3 + 15 + (5 * ((2 * 3 * 3) + 3 + 3)) + 3 + 15 + 3} flop", rnn.Summary([5, 1, 2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_LeavesOutAModule_WhoseCostIsAllInOthers() =>
        Assert.Equal(
            """
            name   module  output  parameters  operations  memory
            body   Tanh    [2, 3]           0      6 flop    24 B
            total                           0      6 flop    24 B
            0 B of parameters, 64 B for the values of a compiled run
            """.ReplaceLineEndings("\n"), new Rows().Summary([6]));

    [Fact]
    public void Summary_DrawsNothing_AndChangesNoState()
    {
        var random = new RandomStream(1);
        var network = new Sequential<float>(new BatchNorm1d<float>(2), new Dropout<float>(0.5, random));
        using var tape = new Tape<float>();
        network.Summary([3, 2]);

        Assert.Equal(0ul, random.Position);
        Assert.Equal(0, tape.Count);
        Assert.Equal(0, network.GetState("0.num_batches_tracked").Variable.Scalar);
    }

    [Fact]
    public void Summary_OfAWrongShape_SaysWhichModuleDoesNotFit() =>
        Assert.Equal("Linear: needs x [.., inputs] and weight [outputs, inputs] with equal inputs, got x [3] and weight [1, 2].",
            Assert.Throws<ShapeException>(() => new Sequential<float>(new Tanh<float>(), new Linear<float>(2, 1, new RandomStream(1))).Summary([3])).Message);

    /// <summary>What it does itself is to see its input in another shape.</summary>
    private sealed class Rows : Module<float>
    {
        private readonly Tanh<float> _body;

        public Rows() => _body = AddChild("body", new Tanh<float>());

        protected override Variable<float> Compute(Variable<float> x) => _body.Forward(Op.Reshape(x, 2, 3));
    }
}
