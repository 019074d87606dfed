using System.Numerics;
using AutoGrad.Files;

namespace AutoGrad;

/// <summary>Loads and saves the parameters and other states of modules, by their names.</summary>
public static class ModuleFiles
{
    /// <summary>The present values of all parameters and other states by their paths, copied. A shared one is listed once.</summary>
    /// <param name="module">The module.</param>
    public static NamedTensors<T> ToTensors<T>(this Module<T> module) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        var tensors = new NamedTensors<T>();
        foreach (var (name, state) in NamedStates(module))
            tensors[name] = Variable.Create(Present(state).Values, state.Shape);
        return tensors;
    }

    /// <summary>Assigns tensors to the parameters and other states of their paths. A shared one may come by any of its paths, or by several.</summary>
    /// <param name="module">The module.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="isStrict">Whether each path must have a tensor of its shape and each tensor a path; otherwise what fits is assigned.</param>
    /// <param name="prefix">How the names of the tensors begin, before the path; others are passed over.</param>
    /// <returns>What was assigned, and what was not.</returns>
    /// <exception cref="NameMismatchException">
    /// It is strict and something is missing, unexpected or misshapen; or two paths of one state have different tensors. Nothing was assigned.
    /// </exception>
    public static LoadReport Assign<T>(this Module<T> module, NamedTensors<T> tensors, bool isStrict = true, string prefix = "")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Assign(module, tensors, isStrict, prefix, "Assign", "tensors");

    /// <summary>Writes all parameters and other states to a safetensors file, by their paths.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file, in a folder that exists. The old one stays until the new one is whole.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(this Module<T> module, string path) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        var tensors = new NamedTensors<T>();
        foreach (var (name, state) in NamedStates(module))
            tensors[name] = Present(state);
        Safetensors.Write(path, tensors);
    }

    /// <summary>Reads a safetensors file and assigns its tensors to the parameters and other states of their paths.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file.</param>
    /// <param name="isStrict">Whether each path must have a tensor of its shape and each tensor a path; otherwise what fits is assigned.</param>
    /// <param name="prefix">How the names of the tensors begin, before the path; others are passed over.</param>
    /// <returns>What was assigned, and what was not.</returns>
    /// <exception cref="NameMismatchException">
    /// It is strict and something is missing, unexpected or misshapen; or two paths of one state have different tensors. Nothing was assigned.
    /// </exception>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LoadReport Load<T>(this Module<T> module, string path, bool isStrict = true, string prefix = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        return Assign(module, Safetensors.Read<T>(path), isStrict, prefix, "Load", path);
    }

    internal static IEnumerable<(string Name, State<T> State)> NamedStates<T>(Module<T> module) where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. module.NamedParameters.Select(entry => (entry.Name, (State<T>)entry.Parameter)), .. module.NamedStates];

    /// <summary>The present value, to be read before anything is assigned.</summary>
    internal static Variable<T> Present<T>(State<T> state) where T : unmanaged, IFloatingPointIeee754<T> => new(state.Shape, state.Present);

    private static LoadReport Assign<T>(Module<T> module, NamedTensors<T> tensors, bool isStrict, string prefix, string operation, string source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(prefix);
        var loader = new StateLoader<T>(operation, source);
        loader.Match(tensors, prefix, NamedStates(module), module.FindState);
        if (isStrict)
            loader.RequireComplete("the module");
        loader.Assign();
        return loader.Report;
    }
}
