using System.Globalization;
using System.Numerics;
using AutoGrad.Tests.Figures;

namespace AutoGrad.Tests.Optimizers;

/// <summary>The first 100 steps of each optimizer against those of PyTorch 1.13.</summary>
public sealed class OptimizerReferenceTests
{
    public static TheoryData<string> Names => [.. FigureTable.Read("optimizers").Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Minimize_AHundredTimesInDouble_GivesTheParametersOfPyTorch(string name) =>
        // PyTorch's norm is larger by its 1e-6.
        Agree<double>(name, "float64", name == "ClippedByNorm" ? 2e-5 : 1e-12);

    [Theory]
    [MemberData(nameof(Names))]
    public void Minimize_AHundredTimesInFloat_GivesTheParametersOfPyTorch(string name) =>
        Agree<float>(name, "float32", name == "ClippedByNorm" ? 2e-5 : 1e-5);

    private static void Agree<T>(string name, string type, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layer = new TanhLayer<T>();
        var optimizer = Make(name, layer.Weight, layer.Bias);
        var penalty = PenaltyOf(name, layer.Parameters);
        var (steps, rows) = (0, FigureTable.Read("optimizers").Where(row => row[0] == name && row[1] == type).ToList());
        Assert.Equal(8, rows.Count);
        foreach (var row in rows)
        {
            var step = int.Parse(row[2], CultureInfo.InvariantCulture);
            layer.Train(optimizer, step - steps, penalty);
            steps = step;
            var expected = Array.ConvertAll(row[3..], text => double.Parse(text, CultureInfo.InvariantCulture));
            var actual = layer.Values;
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], tolerance);
        }
        Assert.Equal(100, steps);
    }

    private static Optimizer<T> Make<T>(string name, Parameter<T> weight, Parameter<T> bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Parameter<T>[] p = [weight, bias];
        ParameterGroup<T> Bias(double scale) => new([bias]) { LearningRateScale = scale, WeightDecay = 0 };
        return name switch
        {
            "Sgd" => new Sgd<T>(p, 0.1),
            "SgdMomentum" => new Sgd<T>(p, 0.05, momentum: 0.9),
            "SgdNesterovDecay" => new Sgd<T>(p, 0.05, momentum: 0.8, nesterov: true, weightDecay: 0.01),
            "Adam" => new Adam<T>(p, 0.01),
            "AdamOther" => new Adam<T>(p, 0.005, 0.8, 0.95, 1e-3, weightDecay: 0.1),
            "AdamW" => new AdamW<T>(p, 0.01),
            "AdamWDecay" => new AdamW<T>(p, 0.02, weightDecay: 0.5),
            "Adagrad" => new Adagrad<T>(p, 0.05),
            "AdagradOther" => new Adagrad<T>(p, 0.1, rateDecay: 0.02, initialSum: 0.1, epsilon: 1e-3, weightDecay: 0.05),
            "RmsProp" => new RmsProp<T>(p, 0.01),
            "RmsPropMomentum" => new RmsProp<T>(p, 0.002, decay: 0.9, epsilon: 1e-4, momentum: 0.8, weightDecay: 0.05),
            "RmsPropCentered" => new RmsProp<T>(p, 0.005, decay: 0.95, epsilon: 1e-2, centered: true),
            "RmsPropCenteredMomentum" => new RmsProp<T>(p, 0.002, epsilon: 1e-2, momentum: 0.9, centered: true),
            "Adamax" => new Adamax<T>(p, 0.01),
            "AdamaxOther" => new Adamax<T>(p, 0.02, 0.8, 0.9, 1e-2, weightDecay: 0.1),
            "NAdam" => new NAdam<T>(p, 0.01),
            "NAdamOther" => new NAdam<T>(p, 0.005, 0.8, 0.95, 1e-3, weightDecay: 0.1, momentumDecay: 0.02),
            "Lion" => new Lion<T>(p, 0.005),
            "LionDecay" => new Lion<T>(p, 0.01, 0.95, 0.98, weightDecay: 0.2),
            "SgdGroups" => new Sgd<T>(p, 0.08, momentum: 0.5, weightDecay: 0.1) { Groups = [Bias(0.5)] },
            "AdamGroups" => new Adam<T>(p, 0.02, weightDecay: 0.1) { Groups = [Bias(2)] },
            "AdamWGroups" => new AdamW<T>(p, 0.02, weightDecay: 0.5) { Groups = [Bias(2)] },
            "ClippedByValue" => new Sgd<T>(p, 0.1, momentum: 0.9) { Clipping = GradientClipping.ByValue(0.05) },
            "ClippedByNorm" => new Sgd<T>(p, 0.1, momentum: 0.9) { Clipping = GradientClipping.ByNorm(0.125) },
            "L1" or "L2" or "ElasticNet" => new Sgd<T>(p, 0.05),
            _ => throw new ArgumentException($"There is no optimizer {name}.", nameof(name)),
        };
    }

    private static Func<Variable<T>>? PenaltyOf<T>(string name, Parameter<T>[] p) where T : unmanaged, IFloatingPointIeee754<T> => name switch
    {
        "L1" => () => Penalty.L1(p, 0.03),
        "L2" => () => Penalty.L2(p, 0.1),
        "ElasticNet" => () => Penalty.ElasticNet(p, 0.02, 0.05),
        _ => null,
    };
}
