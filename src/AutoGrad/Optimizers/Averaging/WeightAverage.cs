using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// Averages of parameters over the steps of a training, which often do better than the last values. <see cref="Update"/> is called after each step
/// that counts, in a compiled step as well; <see cref="Swap"/> puts the averages in the parameters' place. Statistics of a model that are not
/// parameters are not averaged.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public abstract class WeightAverage<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Parameter<T>> _parameters = [];
    private readonly List<State<T>> _states = [];
    private readonly Dictionary<Parameter<T>, State<T>> _averages = [];

    /// <summary>Makes averages that start from the present values.</summary>
    /// <param name="parameters">What is averaged. A parameter that comes twice counts once.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    private protected WeightAverage(IEnumerable<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters.AddRange(parameters.Distinct());
        if (_parameters.Count == 0)
            throw new ArgumentException($"{Name}: needs at least one parameter, got none.", nameof(parameters));
        for (var i = 0; i < _parameters.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(_parameters[i], nameof(parameters));
            _averages.Add(_parameters[i], AddState(StateNames.PerParameter("average", _parameters, i), _parameters[i].Variable));
        }
    }

    /// <summary>What is averaged, each once.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>What it remembers: the averages, and counts, each by a name of its own.</summary>
    public IReadOnlyList<State<T>> States => _states;

    /// <summary>The average of a parameter, of its shape.</summary>
    /// <exception cref="ArgumentException">The parameter is not averaged.</exception>
    public State<T> AverageOf(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _averages.TryGetValue(parameter, out var average)
            ? average
            : throw new ArgumentException($"{Name}: needs a parameter that it averages, got {parameter.Name} {parameter.Shape}.", nameof(parameter));
    }

    /// <summary>Takes the present values of the parameters into the averages.</summary>
    public void Update()
    {
        using var scratch = ScratchUnlessTraced();
        var weight = Weight();
        foreach (var parameter in _parameters)
        {
            var average = _averages[parameter].Variable;
            _averages[parameter].Assign(average + (weight * (parameter.Variable - average)));
        }
    }

    /// <summary>Gives the parameters their averages, and the averages what the parameters were. A second time it takes that back.</summary>
    public void Swap()
    {
        using var scratch = ScratchUnlessTraced();
        foreach (var parameter in _parameters)
        {
            var (value, average) = (parameter.Variable, _averages[parameter].Variable);
            parameter.Assign(average);
            _averages[parameter].Assign(value);
        }
    }

    /// <summary>Begins an update: how much of the way to the present values the averages go, [].</summary>
    private protected abstract Variable<T> Weight();

    private protected State<T> AddState(string name, Variable<T> initial)
    {
        var state = new State<T>(initial, name);
        _states.Add(state);
        return state;
    }

    private protected string Name => GetType().Name.Split('`')[0];

    // An open tape has no use for the averages.
    private static Scratch<T>? ScratchUnlessTraced() => Recorder<T>.Current?.Tracing is null ? new() : null;
}
