using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoGrad.Graphs.Code;

/// <summary>What a file gets besides its main method: the programs within operations as methods, and the helpers that are called.</summary>
internal sealed class CodeFile
{
    private readonly HashSet<CodeHelper> _helpers = [];
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _methods = [];
    private readonly List<RandomStream> _streams = [];

    /// <summary>The streams that are drawn from, in the order in which they were first met.</summary>
    public IReadOnlyList<RandomStream> Streams => _streams;

    /// <summary>The names that the members of the class have.</summary>
    public IEnumerable<string> Names => ["Run", "T", .. _names.Values, .. _helpers.Select(helper => helper.Name)];

    public void Need(CodeHelper helper)
    {
        if (!_helpers.Add(helper))
            return;
        foreach (var other in helper.Needs)
            Need(other);
    }

    /// <summary>What the position in a stream is called: a parameter by reference, since drawing moves it on.</summary>
    public string PositionIn(RandomStream stream)
    {
        var number = _streams.IndexOf(stream);
        if (number < 0)
        {
            number = _streams.Count;
            _streams.Add(stream);
        }
        return number == 0 ? "random" : $"random{number + 1}";
    }

    /// <summary>The name of a method that is written once for an object, such as a program.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="kind">What the name begins with.</param>
    /// <param name="write">Writes the method, given its name.</param>
    public string MethodFor(object owner, string kind, Func<string, string> write)
    {
        if (_names.TryGetValue(owner, out var name))
            return name;
        name = string.Create(CultureInfo.InvariantCulture, $"{kind}{_names.Count + 1}");
        _names.Add(owner, name);
        var place = _methods.Count;
        _methods.Insert(place, write(name));
        return name;
    }

    /// <summary>A program as a method, whose parameters are the inputs and then where the outputs go.</summary>
    public string MethodFor<T>(Graph<T> body) where T : unmanaged, IFloatingPointIeee754<T> => MethodFor(body, "Body", name =>
    {
        var simple = Expander<T>.Expand(body).Simplify();
        var names = Array.ConvertAll(simple.Nodes.ToArray(), node => $"v{node.Index}");
        List<string> parameters = [];
        for (var k = 0; k < simple.Inputs.Count; k++)
        {
            names[simple.Inputs[k]] = $"x{k}";
            parameters.Add($"ReadOnlySpan<T> x{k}");
        }
        var text = new StringBuilder();
        CodeStatements.Append(text, simple, names, this);
        for (var k = 0; k < simple.Outputs.Count; k++)
        {
            parameters.Add($"Span<T> y{k}");
            text.Append($"    {names[simple.Outputs[k]]}.CopyTo(y{k});\n");
        }
        return $"private static void {name}({string.Join(", ", parameters)})\n{{\n{text}}}";
    });

    /// <summary>The members, the methods of programs first.</summary>
    public void AppendTo(StringBuilder text)
    {
        foreach (var member in _methods.Concat(_helpers.OrderBy(helper => helper.Name, StringComparer.Ordinal).Select(helper => helper.Text)))
            text.Append("\n    ").Append(member.ReplaceLineEndings("\n    ").Replace("    \n", "\n", StringComparison.Ordinal)).Append('\n');
    }
}
