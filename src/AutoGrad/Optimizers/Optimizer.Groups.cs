namespace AutoGrad;

public abstract partial class Optimizer<T>
{
    private readonly double _weightDecay;
    private readonly Dictionary<Parameter<T>, ParameterGroup<T>> _groups = [];

    /// <summary>The parameters with a learning rate or a weight decay of their own. Those in no group have what the constructor was given.</summary>
    /// <exception cref="ArgumentException">A parameter is in two groups, or is none of the optimizer's.</exception>
    public IReadOnlyList<ParameterGroup<T>> Groups
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var group in value)
            {
                foreach (var parameter in group.Parameters)
                {
                    if (!_positions.ContainsKey(parameter))
                        throw new ArgumentException($"{Name}: needs groups of parameters of the optimizer, got {parameter.Name} {parameter.Shape}, which is none.");
                    if (!_groups.TryAdd(parameter, group))
                        throw new ArgumentException($"{Name}: needs groups that have no parameter in common, got {parameter.Name} {parameter.Shape} twice.");
                }
            }
            field = [.. value];
        }
    } = [];

    /// <summary>What is done to the gradients before the rule sees them; null for nothing.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>A rate, [], times the scale of a parameter's group.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="rate">The learning rate, or a number in proportion to it.</param>
    protected Variable<T> ScaledFor(Parameter<T> parameter, Variable<T> rate)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var scale = _groups.TryGetValue(parameter, out var group) ? group.LearningRateScale : 1;
        return scale == 1 ? rate : scale * rate;
    }

    /// <summary>λ of a parameter: that of its group, or of the optimizer.</summary>
    protected double WeightDecayOf(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _groups.TryGetValue(parameter, out var group) && group.WeightDecay is { } decay ? decay : _weightDecay;
    }

    /// <summary>g + λ·p, the gradient with that of the penalty λ/2 Σ p², of the shape of the parameter.</summary>
    protected Variable<T> WithDecay(Parameter<T> parameter, Variable<T> gradient)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(gradient);
        var decay = WeightDecayOf(parameter);
        return decay > 0 ? gradient + (decay * parameter.Variable) : gradient;
    }

    /// <summary>(1 - α·λ)·p, the parameter after a decay that is apart from the gradient.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="rate">α, [], of this parameter.</param>
    protected Variable<T> Decayed(Parameter<T> parameter, Variable<T> rate)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(rate);
        var decay = WeightDecayOf(parameter);
        return decay > 0 ? (1 - (decay * rate)) * parameter.Variable : parameter.Variable;
    }
}
