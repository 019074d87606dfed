namespace AutoGrad.Graphs;

/// <summary>The names of a program's inputs.</summary>
internal static class ParameterNames
{
    /// <summary>What the function calls its parameters.</summary>
    public static string[] Of(Delegate function)
    {
        var parameters = function.Method.GetParameters();
        // A delegate over a compiled expression or with a bound first argument has one more than its type says.
        var count = function.GetType().GetMethod("Invoke")!.GetParameters().Length;
        var names = parameters.TakeLast(count).Select(parameter => parameter.Name ?? "").ToArray();
        return names.All(name => name.Length > 0) && names.Distinct().Count() == names.Length && !names.Contains("_") ? names : Numbered("x", count);
    }

    public static string[] Numbered(string name, int count) => [.. Enumerable.Range(0, count).Select(i => $"{name}{i}")];

    public static string[] Checked(string operation, ReadOnlySpan<string> names, int count)
    {
        var list = names.ToArray();
        if (list.Length != count || list.Distinct().Count() != count || list.Any(string.IsNullOrEmpty))
            throw new ArgumentException($"{operation}: needs {count} distinct names, got {string.Join(", ", list)}.", nameof(names));
        return list;
    }
}
