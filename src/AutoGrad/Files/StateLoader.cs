using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoGrad.Files;

/// <summary>Finds the state for each tensor by its name, and assigns them all once it is known that they fit.</summary>
/// <param name="operation">Who loads, for messages.</param>
/// <param name="source">Where the tensors come from, for messages.</param>
internal sealed class StateLoader<T>(string operation, string source) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrderedDictionary<State<T>, (string Name, Variable<T> Value)> _values = [];
    private readonly List<string> _loaded = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _misshapen = [];
    private readonly List<string> _misshapenWithShapes = [];

    /// <summary>What would come of loading.</summary>
    public LoadReport Report => new(_loaded, _missing, _unexpected, _misshapen);

    /// <summary>Looks for the places of tensors.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="prefix">How the names of those that are meant begin; the rest of the name leads to the state.</param>
    /// <param name="expected">The states that there should be a tensor for.</param>
    /// <param name="find">The state of a name that is not among them, as a parameter has where it is shared, or null.</param>
    public void Match(NamedTensors<T> tensors, string prefix, IEnumerable<(string Name, State<T> State)> expected, Func<string, State<T>?> find)
    {
        var states = new OrderedDictionary<string, State<T>>();
        foreach (var (name, state) in expected)
            states.Add(name, state);
        HashSet<State<T>> found = [];
        foreach (var (fullName, value) in tensors)
        {
            if (!fullName.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            var name = fullName[prefix.Length..];
            if ((states.TryGetValue(name, out var listed) ? listed : find(name)) is not { } state)
            {
                _unexpected.Add(fullName);
                continue;
            }
            found.Add(state);
            Take(fullName, value, state);
        }
        foreach (var (name, state) in states)
        {
            if (!found.Contains(state))
                _missing.Add(prefix + name);
        }
    }

    /// <summary>Adds something else that is missing or left over.</summary>
    public void Add(IEnumerable<string> missing, IEnumerable<string> unexpected)
    {
        _missing.AddRange(missing);
        _unexpected.AddRange(unexpected);
    }

    /// <summary>Throws unless every name was found and none is left over.</summary>
    public void RequireComplete(string what)
    {
        string[] parts =
        [
            .. Part("missing", _missing), .. Part("unexpected", _unexpected), .. Part("misshapen", _misshapenWithShapes),
        ];
        if (parts.Length > 0)
            throw new NameMismatchException($"{operation}: needs the names and shapes of {what}, got {source} with {string.Join("; ", parts)}.");
    }

    /// <summary>Assigns what was found.</summary>
    public void Assign()
    {
        foreach (var (state, (_, value)) in _values)
            state.Assign(value);
    }

    private void Take(string name, Variable<T> value, State<T> state)
    {
        if (!value.Shape.Equals(state.Shape))
        {
            _misshapen.Add(name);
            _misshapenWithShapes.Add($"{name} {value.Shape} for {state.Shape}");
            return;
        }
        if (_values.TryGetValue(state, out var other)
            && !MemoryMarshal.AsBytes(other.Value.Values).SequenceEqual(MemoryMarshal.AsBytes(value.Values)))
        {
            throw new NameMismatchException(
                $"{operation}: needs equal values for names of one state, got others for {name} than for {other.Name}, in {source}.");
        }
        _values[state] = (name, value);
        _loaded.Add(name);
    }

    private static IEnumerable<string> Part(string word, List<string> names) =>
        names.Count == 0 ? [] : [$"{word} {string.Join(", ", names)}"];
}
