namespace AutoGrad;

public abstract partial class Module<T>
{
    /// <summary>All parameters, its own first and then those of its modules. One that occurs at several paths is listed once.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => [.. NamedParameters.Select(entry => entry.Parameter)];

    /// <summary>All states that are not trained, its own first and then those of its modules, each once.</summary>
    public IReadOnlyList<State<T>> States => [.. NamedStates.Select(entry => entry.State)];

    /// <summary>All parameters with their paths, as in <c>0.weight</c>. One that occurs at several paths is listed at the first.</summary>
    public IReadOnlyList<(string Name, Parameter<T> Parameter)> NamedParameters => Walk(module => module._parameters);

    /// <summary>All states that are not trained with their paths. One that occurs at several paths is listed at the first.</summary>
    public IReadOnlyList<(string Name, State<T> State)> NamedStates => Walk(module => module._states);

    /// <summary>This module, by the empty path, and all modules in it with their paths. One that occurs at several paths is listed at the first.</summary>
    public IReadOnlyList<(string Name, Module<T> Module)> NamedModules
    {
        get
        {
            List<(string Name, Module<T> Module)> found = [];
            Visit("", found, []);
            return found;
        }
    }

    /// <summary>The parameter at a path.</summary>
    /// <exception cref="UnknownNameException">There is no parameter at the path.</exception>
    public Parameter<T> GetParameter(string path) =>
        Find(path, module => module._parameters) ?? throw Unknown("a parameter", path, NamedParameters.Select(entry => entry.Name));

    /// <summary>The state at a path.</summary>
    /// <exception cref="UnknownNameException">There is no state at the path that is not trained.</exception>
    public State<T> GetState(string path) =>
        Find(path, module => module._states) ?? throw Unknown("a state", path, NamedStates.Select(entry => entry.Name));

    /// <summary>The module at a path.</summary>
    /// <exception cref="UnknownNameException">There is no module at the path.</exception>
    public Module<T> GetModule(string path) =>
        Find(path, module => module._children) ?? throw Unknown("a module", path, NamedModules.Skip(1).Select(entry => entry.Name));

    /// <summary>The parameter or other state at a path, also where it is listed at another, or null.</summary>
    internal State<T>? FindState(string path) => (State<T>?)Find(path, module => module._parameters) ?? Find(path, module => module._states);

    private void Visit(string path, List<(string Name, Module<T> Module)> found, HashSet<Module<T>> visited)
    {
        if (!visited.Add(this))
            return;
        found.Add((path, this));
        foreach (var (name, child) in _children)
            child.Visit(Join(path, name), found, visited);
    }

    private List<(string Name, TEntry Entry)> Walk<TEntry>(Func<Module<T>, List<(string Name, TEntry Entry)>> entriesOf)
    {
        List<(string Name, TEntry Entry)> found = [];
        HashSet<TEntry> listed = [];
        foreach (var (path, module) in NamedModules)
        {
            foreach (var (name, entry) in entriesOf(module))
            {
                if (listed.Add(entry))
                    found.Add((Join(path, name), entry));
            }
        }
        return found;
    }

    private TEntry? Find<TEntry>(string path, Func<Module<T>, List<(string Name, TEntry Entry)>> entriesOf) where TEntry : class
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = path.Split('.');
        var module = this;
        foreach (var name in names.AsSpan(..^1))
        {
            module = module._children.Find(entry => entry.Name == name).Module;
            if (module is null)
                return null;
        }
        return entriesOf(module).Find(entry => entry.Name == names[^1]).Entry;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static UnknownNameException Unknown(string what, string path, IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return new(list.Length == 0
            ? $"Module: needs the path of {what}, of which this module has none, got {path}."
            : $"Module: needs the path of {what}, one of {list}, got {path}.");
    }
}
