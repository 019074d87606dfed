using AutoGrad.Graphs.Compilation;
using static AutoGrad.Loss;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

/// <summary>A rule is stated once: it does the same, bit for bit, where a step is compiled.</summary>
public sealed class CompiledStepTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Parameter<float>>, Optimizer<float>>> Optimizers = new()
    {
        ["Sgd"] = p => new Sgd<float>(p, 0.1),
        ["Sgd, Nesterov"] = p => new Sgd<float>(p, 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01),
        ["Adam"] = p => new Adam<float>(p, 0.01, weightDecay: 0.01),
        ["AdamW"] = p => new AdamW<float>(p, 0.01),
        ["Adagrad"] = p => new Adagrad<float>(p, 0.05, rateDecay: 0.01, weightDecay: 0.01),
        ["RmsProp"] = p => new RmsProp<float>(p, 0.01),
        ["RmsProp, centred"] = p => new RmsProp<float>(p, 0.001, epsilon: 1e-3, momentum: 0.9, centered: true, weightDecay: 0.01),
        ["Adamax"] = p => new Adamax<float>(p, 0.01, weightDecay: 0.01),
        ["NAdam"] = p => new NAdam<float>(p, 0.01, weightDecay: 0.01),
        ["Lion"] = p => new Lion<float>(p, 0.002, weightDecay: 0.1),
        ["NAdam, groups"] = p => new NAdam<float>(p, 0.01) { Groups = [new(p.Take(1)) { LearningRateScale = 0.5, WeightDecay = 0.1 }] },
        ["AdamW, groups"] = p => new AdamW<float>(p, 0.01) { Groups = [new(p.Where(q => q.Shape.Rank == 2)) { LearningRateScale = 2, WeightDecay = 0.1 }] },
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<Parameter<float>>, Optimizer<float>>> Clipped = new()
    {
        ["clipping by value"] = p => new Sgd<float>(p, 0.1, momentum: 0.9) { Clipping = GradientClipping.ByValue(0.01) },
        ["clipping by norm"] = p => new Sgd<float>(p, 0.1, momentum: 0.9) { Clipping = GradientClipping.ByNorm(0.1) },
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    public static TheoryData<string> AllNames => [.. Optimizers.Keys, .. Clipped.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void TwoHundredSteps_Compiled_AreTheEagerOnes_BitForBit(string name)
    {
        var eager = Train(name, compiled: false);

        Assert.Equal(eager, Train(name, compiled: true));
        Assert.All(eager, bits => Assert.True(float.IsFinite(BitConverter.Int32BitsToSingle(bits))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_OfAParameter_Compiled_IsOnePass(string name)
    {
        var w = new Parameter<float>(Variable.Ones<float>([64, 48]), "w");
        var optimizer = Optimizers[name]([w]);
        var graph = Graph.Trace((Variable<float> x) =>
        {
            var loss = Mean(Square(MatMul(x, w.Variable)));
            optimizer.Minimize(loss);
            return loss;
        }, [16, 64]).Simplify();
        var lowering = new Lowering<float>(graph);
        var passes = Schedule<float>.Of(lowering, runsEarly: true).Where(group => lowering.Nodes[group[0]].Shape.Equals(w.Shape) && lowering.IsTiled(group[0]));

        Assert.Single(passes);
    }

    /// <summary>The bits of all that a training of 200 steps leaves: losses, parameters and the optimizer's states, and averages.</summary>
    private static int[] Train(string name, bool compiled)
    {
        var random = new RandomStream(3);
        var model = new Sequential<float>(new Linear<float>(5, 8, random), new Tanh<float>(), new Linear<float>(8, 3, random));
        var optimizer = Optimizers.GetValueOrDefault(name, Clipped.GetValueOrDefault(name)!)(model.Parameters);
        var average = new ExponentialMovingAverage<float>(model.Parameters, 0.9);
        var plain = new StochasticWeightAverage<float>(model.Parameters);
        var step = Graph.Compile<float>(Step);
        List<float> values = [];
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (Normal<float>([12, 5], random), Normal<float>([12, 3], random));
            using var tape = compiled ? null : new Tape<float>();
            values.Add((compiled ? step.Invoke(x, y) : Step(x, y)).Scalar);
        }
        foreach (var state in model.Parameters.Concat(optimizer.States).Concat(average.States).Concat(plain.States))
            values.AddRange(state.Variable.ToArray());
        return [.. values.Select(BitConverter.SingleToInt32Bits)];

        Variable<float> Step(Variable<float> x, Variable<float> y)
        {
            var loss = MeanSquaredError(model.Forward(x), y);
            optimizer.Minimize(loss);
            average.Update();
            plain.Update();
            return loss;
        }
    }
}
