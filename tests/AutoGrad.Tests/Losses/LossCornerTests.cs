using static AutoGrad.Loss;

namespace AutoGrad.Tests.Losses;

public sealed class LossCornerTests
{
    private static readonly Variable<double> V2 = Variable.Zeros<double>([2]);
    private static readonly Variable<double> Column = Variable.Zeros<double>([2, 1]);
    private static readonly Variable<double> M23 = Variable.Zeros<double>([2, 3]);

    public static TheoryData<Func<Variable<double>>, string> Shapes => new()
    {
        { () => MeanAbsoluteError(V2, Column), "MeanAbsoluteError: needs prediction and target of equal shape, since it does not broadcast, got prediction [2] and target [2, 1]." },
        { () => Huber(V2, Column), "Huber: needs prediction and target of equal shape, since it does not broadcast, got prediction [2] and target [2, 1]." },
        { () => SmoothL1(V2, Column), "SmoothL1: needs prediction and target of equal shape, since it does not broadcast, got prediction [2] and target [2, 1]." },
        { () => MarginLogistic(V2, Column), "MarginLogistic: needs logits and labels of equal shape, since it does not broadcast, got logits [2] and labels [2, 1]." },
        { () => Hinge(V2, Column), "Hinge: needs scores and labels of equal shape, since it does not broadcast, got scores [2] and labels [2, 1]." },
        { () => KullbackLeibler(V2, Column), "KullbackLeibler: needs logProbabilities and targets of equal shape, since it does not broadcast, got logProbabilities [2] and targets [2, 1]." },
        { () => CosineSimilarity(V2, Column), "CosineSimilarity: needs a and b of equal shape, since it does not broadcast, got a [2] and b [2, 1]." },
        { () => CosineSimilarity<double>(1, 2), "CosineSimilarity: needs vectors [.., n], got a []." },
        { () => BinaryCrossEntropyOfProbabilities(V2, Column), "BinaryCrossEntropyOfProbabilities: needs probabilities and targets of equal shape, since it does not broadcast, got probabilities [2] and targets [2, 1]." },
        { () => PoissonNegativeLogLikelihood(V2, Column), "PoissonNegativeLogLikelihood: needs input and target of equal shape, since it does not broadcast, got input [2] and target [2, 1]." },
        { () => GaussianNegativeLogLikelihood(V2, Column, V2), "GaussianNegativeLogLikelihood: needs mean and target of equal shape, since it does not broadcast, got mean [2] and target [2, 1]." },
        { () => GaussianNegativeLogLikelihood(V2, V2, M23), "GaussianNegativeLogLikelihood: needs a variance that broadcasts to the mean, got variance [2, 3] and mean [2]." },
        { () => Hinge(Variable.Zeros<double>([0]), Variable.Zeros<double>([0])), "Hinge: needs at least one element, got scores [0]." },
        { () => CrossEntropy(M23, V2, weights: V2), "CrossEntropy: needs weights [classes], one for each class, got weights [2] and 3 classes." },
        { () => NegativeLogLikelihood(M23, M23), "NegativeLogLikelihood: needs logProbabilities [.., classes] and labels [..] with equal leading axes, got logProbabilities [2, 3] and labels [2, 3]." },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ShapesThatDoNotFit_Throw(Func<Variable<double>> loss, string message) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(loss).Message);

    public static TheoryData<Func<Variable<double>>, string> Arguments => new()
    {
        { () => Huber(V2, V2, delta: 0), "Huber: needs a delta greater than 0, got 0. (Parameter 'delta')" },
        { () => SmoothL1(V2, V2, beta: -1), "SmoothL1: needs a beta of at least 0, got -1. (Parameter 'beta')" },
        { () => CrossEntropy(M23, V2, smoothing: 1.5), "CrossEntropy: needs a smoothing from 0 to 1, got 1.5. (Parameter 'smoothing')" },
        { () => BinaryCrossEntropyOfProbabilities(Variable.Vector(0.5, 1.5), V2), "BinaryCrossEntropyOfProbabilities: needs probabilities from 0 to 1, got 1.5 at position 1 of [2]. (Parameter 'probabilities')" },
    };

    [Theory]
    [MemberData(nameof(Arguments))]
    public void ArgumentsOutOfRange_Throw(Func<Variable<double>> loss, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(loss).Message);

    [Fact]
    public void CrossEntropy_IgnoringALabelOfProbabilities_Throws() => Assert.Equal(
        "CrossEntropy: needs labels [..] to ignore one, got probabilities [2, 3]. (Parameter 'ignoredLabel')",
        Assert.Throws<ArgumentException>(() => CrossEntropy(M23, M23, ignoredLabel: -1)).Message);

    [Fact]
    public void CrossEntropy_OfALabelThatIsNeitherAClassNorIgnored_Throws() => Assert.Equal(
        "CrossEntropy: needs labels that are whole numbers from 0 to 2, or -100, which is ignored, got -1 at position 1 of [2].",
        Assert.Throws<IndexValueException>(() => CrossEntropy(M23, Variable.Vector(-100.0, -1), ignoredLabel: -100)).Message);

    [Fact]
    public void CrossEntropy_WithEveryRowIgnored_IsNaN_WithoutAGradient()
    {
        Variable<double> labels = new double[] { -100, -100 };
        Assert.True(double.IsNaN(CrossEntropy(M23, labels, ignoredLabel: -100).Scalar));
        Assert.Equal(0, CrossEntropy(M23, labels, ignoredLabel: -100, reduction: Reduction.Sum).Scalar);
        Assert.All(Differentiate.Gradient(x => CrossEntropy(x, labels, ignoredLabel: -100, reduction: Reduction.Sum), M23).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void BinaryCrossEntropyOfProbabilities_IsFiniteForCertainties()
    {
        var (value, gradient) = Differentiate.ValueAndGradient(p => BinaryCrossEntropyOfProbabilities(p, Variable.Vector(0.0, 1), Reduction.Sum), Variable.Vector(1.0, 0));
        Assert.Equal(200, value.Scalar);
        Assert.Equal([1e12, -1e12], gradient.ToArray());
    }

    [Fact]
    public void GaussianNegativeLogLikelihood_OfNoVariance_KeepsItsGradient()
    {
        Variable<double> mean = new[] { 1.0, 2 }, target = new[] { 1.0, 2 };
        var gradient = Differentiate.Gradient(v => GaussianNegativeLogLikelihood(mean, target, v), Variable.Vector(0.0, 1));
        Assert.Equal(250000, gradient.ToArray()[0], 1e-9);
        Assert.Equal(0.25, gradient.ToArray()[1], 1e-15);
    }

    [Fact]
    public void CosineSimilarity_OfZeros_IsOne_WithAFiniteGradient()
    {
        var (value, gradient) = Differentiate.ValueAndGradient(a => CosineSimilarity(a, Variable.Vector(1.0, 2)), V2);
        Assert.Equal(1, value.Scalar);
        Assert.Equal(-44721359.549995795, gradient.ToArray()[0], 1e-6);
    }

    [Fact]
    public void HuberAndSmoothL1_OfAnInfiniteError_KeepTheirSlope()
    {
        Variable<double> prediction = new[] { double.PositiveInfinity, double.NegativeInfinity, 2, 1.5 };
        Variable<double> target = new[] { 0.0, 1, 0, 0 };
        Assert.Equal([2, -2, 2, 1.5], Differentiate.Gradient(p => Huber(p, target, 2, Reduction.Sum), prediction).ToArray());
        Assert.Equal([1, -1, 1, 0.75], Differentiate.Gradient(p => SmoothL1(p, target, 2, Reduction.Sum), prediction).ToArray());
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, 2, 1.125], Huber(prediction, target, 2, Reduction.None).ToArray());
    }

    [Fact]
    public void FarLogits_DoNotOverflow()
    {
        Assert.Equal([1000, 0, 0, 1000], MarginLogistic(Variable.Vector(-1000.0, 1000, -1000, 1000), Variable.Vector(1.0, 1, -1, -1), Reduction.None).ToArray());
        Assert.Equal([1000, 0], NegativeLogLikelihood(Op.LogSoftmax<double>(new double[,] { { 1000, 0 }, { 0, 1000 } }), Variable.Vector(1.0, 1), reduction: Reduction.None).ToArray());
    }
}
