using System.Numerics;

namespace AutoGrad;

/// <summary>
/// What the normalisations over a batch have in common: y = γ (x - μ)/√(σ² + ε) + β for each channel. In training, μ and σ² are the mean and
/// the variance, over the population, of the channel in the batch; in evaluation they are the running ones. The parameters are
/// <c>weight</c> γ and <c>bias</c> β, the states <c>running_mean</c>, <c>running_var</c>, each [channels], and <c>num_batches_tracked</c>, [].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015. As in PyTorch, the running variance is that of samples, with a divisor of n - 1.
/// </remarks>
public abstract class BatchNormModule<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _name;
    private readonly double _epsilon;
    private readonly double? _momentum;

    private protected BatchNormModule(string name, int channels, double epsilon, double? momentum, bool affine)
    {
        Guard.Argument(channels >= 1, name, "needs at least 1 channel", $"{channels}", nameof(channels));
        Standardization.CheckEpsilon(name, epsilon);
        Guard.Argument(momentum is null or (>= 0 and <= 1), name, "needs a momentum from 0 to 1, or none", $"{momentum}", nameof(momentum));
        (_name, _epsilon, _momentum) = (name, epsilon, momentum);
        if (affine)
        {
            Weight = AddParameter("weight", Variable.Ones<T>([channels]));
            Bias = AddParameter("bias", Variable.Zeros<T>([channels]));
        }
        RunningMean = AddState("running_mean", Variable.Zeros<T>([channels]));
        RunningVariance = AddState("running_var", Variable.Ones<T>([channels]));
        Batches = AddState("num_batches_tracked", 0);
    }

    /// <summary>γ, [channels], or null.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>β, [channels], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The mean that evaluation uses, [channels].</summary>
    public State<T> RunningMean { get; }

    /// <summary>The variance that evaluation uses, [channels].</summary>
    public State<T> RunningVariance { get; }

    /// <summary>How many batches the running statistics have seen, [].</summary>
    public State<T> Batches { get; }

    private protected Variable<T> Normalize(Variable<T> x, string rule, bool fits)
    {
        var channels = RunningMean.Shape[0];
        if (!fits || x.Shape[1] != channels)
            Guard.ThrowShape(_name, $"needs x {rule} with {channels} channels", $"x {x.Shape}");
        if (!IsTraining)
            return Evaluated(x - Spread(RunningMean.Variable, x), Op.Rsqrt(RunningVariance.Variable + _epsilon));
        var count = x.Shape.Size / channels;
        if (count < 2)
            Guard.ThrowShape(_name, "needs more than one element of each channel in training", $"x {x.Shape}");
        int[] axes = [0, .. Standardization.AxesFrom(2, x.Shape)];
        var (y, mean, variance) = Op.StandardizeWithMoments(
            x, axes, _epsilon, Standardization.AlongChannels(Weight?.Variable, x.Shape), Standardization.AlongChannels(Bias?.Variable, x.Shape));
        Track(Vector(mean), Vector(variance) * (count / (count - 1.0)));
        return y;
    }

    private Variable<T> Vector(Variable<T> moment) => Op.StopGradient(Op.Reshape(moment, RunningMean.Shape));

    // γ/σ is one number for each channel: there is one multiplication for each element.
    private Variable<T> Evaluated(Variable<T> centred, Variable<T> rate)
    {
        if (Weight is not { } weight || Bias is not { } bias)
            return centred * Spread(rate, centred);
        return (centred * Spread(rate * weight, centred)) + Spread(bias.Variable, centred);
    }

    private void Track(Variable<T> mean, Variable<T> variance)
    {
        var batches = Batches.Variable + 1;
        var share = _momentum is { } momentum ? momentum : 1 / batches;
        RunningMean.Assign(((1 - share) * RunningMean.Variable) + (share * mean));
        RunningVariance.Assign(((1 - share) * RunningVariance.Variable) + (share * variance));
        Batches.Assign(batches);
    }

    private static Variable<T> Spread(Variable<T> vector, Variable<T> x) => Standardization.AlongChannels(vector, x.Shape);
}
