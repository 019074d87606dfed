using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A part of a model: a function of variables together with the parameters, other states and modules that it uses, each by name. A derived
/// class adds them in its constructor. A path such as <c>2.weight</c> leads through the names of modules to a parameter or state.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
[SuppressMessage("Naming", "CA1716", Justification = "The field's word for it; a keyword in Visual Basic alone, which can escape it.")]
public abstract partial class Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(string Name, Parameter<T> Parameter)> _parameters = [];
    private readonly List<(string Name, State<T> State)> _states = [];
    private readonly List<(string Name, Module<T> Module)> _children = [];

    /// <summary>The modules that this one was made of, in the order in which they were added.</summary>
    public IReadOnlyList<(string Name, Module<T> Module)> Children => _children;

    /// <summary>Applies the function of the module, as <see cref="Compute"/> says.</summary>
    /// <param name="x">The input; each module says which shapes it takes.</param>
    /// <exception cref="ShapeException">The shape of the input does not fit.</exception>
    public Variable<T> Forward(Variable<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return _observers.Length == 0 ? Compute(x) : Observed(() => Compute(x));
    }

    /// <summary>The function of the module, of operations and other modules: it is evaluated, recorded or traced like any.</summary>
    /// <param name="x">The input, never null.</param>
    protected abstract Variable<T> Compute(Variable<T> x);

    /// <summary>Makes a parameter of this module.</summary>
    /// <param name="name">A name that this module has not used yet, without dots.</param>
    /// <param name="initial">Its first value, which is copied.</param>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is used already.</exception>
    protected Parameter<T> AddParameter(string name, Variable<T> initial) => AddParameter(name, new Parameter<T>(initial, Unused(name)));

    /// <summary>Adds a parameter that exists, such as one that another module uses as well.</summary>
    /// <param name="name">A name that this module has not used yet, without dots.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is used already.</exception>
    protected Parameter<T> AddParameter(string name, Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        _parameters.Add((Unused(name), parameter));
        parameter.Name = name;
        return parameter;
    }

    /// <summary>Makes a state of this module that is not trained, such as a running mean.</summary>
    /// <param name="name">A name that this module has not used yet, without dots.</param>
    /// <param name="initial">Its first value, which is copied.</param>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is used already.</exception>
    protected State<T> AddState(string name, Variable<T> initial)
    {
        var state = new State<T>(initial, Unused(name));
        _states.Add((name, state));
        return state;
    }

    /// <summary>Adds a module that this one is made of. All parameters and states are called by their paths in this one from here on.</summary>
    /// <param name="name">A name that this module has not used yet, without dots.</param>
    /// <param name="child">The module; it may be part of others, or of this one, already.</param>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is used already.</exception>
    protected TModule AddChild<TModule>(string name, TModule child) where TModule : Module<T>
    {
        ArgumentNullException.ThrowIfNull(child);
        _children.Add((Unused(name), child));
        foreach (var (path, parameter) in NamedParameters)
            parameter.Name = path;
        foreach (var (path, state) in NamedStates)
            state.Name = path;
        return child;
    }

    private string Unused(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var isUsed = _parameters.Exists(entry => entry.Name == name)
            || _states.Exists(entry => entry.Name == name)
            || _children.Exists(entry => entry.Name == name);
        if (isUsed || name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"Module: needs a name without dots that it has not used yet, got {name}.", nameof(name));
        return name;
    }
}
