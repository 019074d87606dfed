using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>
/// Makes a loss smaller, step by step, by changing parameters along its gradients. A derived class states its <see cref="Rule"/> in variables
/// and assignments; all that it remembers from step to step is in <see cref="States"/>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public abstract partial class Optimizer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<Parameter<T>, int> _positions = [];
    private readonly List<Parameter<T>> _parameters = [];
    private readonly List<State<T>> _states = [];

    /// <summary>Makes an optimizer of parameters.</summary>
    /// <param name="parameters">What it changes. A parameter that comes twice counts once.</param>
    /// <param name="learningRate">The first learning rate, finite and at least 0.</param>
    /// <param name="weightDecay">λ of the parameters whose group names no other, finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate or the weight decay is negative or not finite.</exception>
    protected Optimizer(IEnumerable<Parameter<T>> parameters, double learningRate, double weightDecay = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (_positions.TryAdd(parameter, _parameters.Count))
                _parameters.Add(parameter);
        }
        if (_parameters.Count == 0)
            throw new ArgumentException($"{Name}: needs at least one parameter, got none.", nameof(parameters));
        LearningRate = AddState("learningRate", Checked(learningRate));
        RequireNonNegative(weightDecay);
        _weightDecay = weightDecay;
    }

    /// <summary>What it changes, each once.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>α, []. A schedule assigns it between steps.</summary>
    public State<T> LearningRate { get; }

    /// <summary>What it remembers from step to step: the learning rate, and moments and counts, each by a name of its own.</summary>
    public IReadOnlyList<State<T>> States => _states;

    /// <summary>Assigns a number to <see cref="LearningRate"/>.</summary>
    /// <param name="learningRate">Finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    public void SetLearningRate(double learningRate) => LearningRate.Assign(Checked(learningRate));

    /// <summary>
    /// Begins a step: computes what all parameters share, once, and gives what is to be done to each parameter with its gradient, of its
    /// shape. Nothing in it is recorded, and the memory of what is not assigned to a state is used again.
    /// A compiled step runs it in one pass over each parameter, if it is elementwise and what is one number is computed first.
    /// </summary>
    protected abstract Action<Parameter<T>, Variable<T>> Rule();

    /// <summary>Makes a state that the optimizer remembers.</summary>
    /// <param name="name">A name that no other of its states has.</param>
    /// <param name="initial">Its first value, which is copied.</param>
    /// <exception cref="ArgumentException">The name is empty or used already.</exception>
    protected State<T> AddState(string name, Variable<T> initial)
    {
        if (_states.Exists(state => state.Name == name))
            throw new ArgumentException($"{Name}: needs a name of a state that it has not used yet, got {name}.", nameof(name));
        var state = new State<T>(initial, name);
        _states.Add(state);
        return state;
    }

    /// <summary>Makes a state for each parameter, of its shape, filled with one number.</summary>
    /// <param name="name">What it is; the state is called <c>name.parameter</c>, with a number behind where several parameters have one name.</param>
    /// <param name="initial">The number.</param>
    protected IReadOnlyDictionary<Parameter<T>, State<T>> AddStates(string name, double initial = 0)
    {
        var states = new Dictionary<Parameter<T>, State<T>>();
        for (var i = 0; i < _parameters.Count; i++)
            states.Add(_parameters[i], AddState(StateNames.PerParameter(name, _parameters, i), Variable.Full(_parameters[i].Shape, T.CreateTruncating(initial))));
        return states;
    }

    /// <summary>1 - βᵗ, [], the sum of the weights of a mean that forgets by β, after t steps.</summary>
    private protected static Variable<T> OneMinusPower(double beta, Variable<T> t) => -Op.ExpM1(t * Math.Log(beta));

    private protected void RequireFraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Guard.Argument(value is >= 0 and < 1, Name, $"needs {name} from 0 to less than 1", $"{value}", name);

    private protected void RequireNonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Guard.Argument(double.IsFinite(value) && value >= 0, Name, $"needs a finite {name} of at least 0", $"{value}", name);

    private Variable<T> Checked(double learningRate)
    {
        Guard.Argument(double.IsFinite(learningRate) && learningRate >= 0, Name, "needs a finite learning rate of at least 0", $"{learningRate}",
            nameof(learningRate));
        return learningRate;
    }

    private string Name => GetType().Name.Split('`')[0];
}
