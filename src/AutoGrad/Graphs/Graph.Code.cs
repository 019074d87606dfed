using System.Globalization;
using System.Text;
using AutoGrad.Graphs;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>
    /// The program as a C# file: a static class with a method that needs System.Numerics.Tensors alone. Its parameters are the inputs and the states,
    /// row-major, and the positions in the streams of random numbers; it gives an array for each output, and writes the new values of states in their
    /// place at the end.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <remarks>
    /// The results are those of <see cref="Apply"/> but for rounding: sums are in the plain order, and loops are plain loops, on one thread; beside the
    /// zeros of <see cref="Op.Lgamma"/> and <see cref="Op.Digamma"/> left of 0, terms of ordinary size cancel, and with them digits that
    /// <see cref="Apply"/> has. Random numbers have the same bits. Indices are not checked. All operations of this library can be written but
    /// <see cref="Op.Custom{T}(Variable{T}, Func{Variable{T}, Variable{T}}, Func{Variable{T}, Variable{T}, Variable{T}, Variable{T}?}, string)"/>, whose
    /// rule is a function that has no text; neither can a primitive of your own.
    /// </remarks>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The class would have the name of one of its members.</exception>
    /// <exception cref="NotSupportedException">The program has an operation that cannot be written.</exception>
    public string ToCSharp(string className = "Program")
    {
        ArgumentException.ThrowIfNullOrEmpty(className);
        if (Expander<T>.Expand(this) is var expanded && !ReferenceEquals(expanded, this))
            return expanded.ToCSharp(className);
        var file = new CodeFile();
        var body = new StringBuilder();
        HashSet<string> taken = [];
        var names = Array.ConvertAll(_nodes, node => node.Primitive is null && node.Constant is null ? Identifier(node.Name!, taken) : $"v{node.Index}");
        var places = _nodes.Where(node => node.State is not null).ToDictionary(node => node.State!, node => names[node.Index]);
        var written = _updates.Select(update => update.State).ToHashSet();
        List<string> parameters = [];
        foreach (var node in _nodes.Where(node => node.Primitive is null && node.Constant is null))
            parameters.Add($"{(node.State is not null && written.Contains(node.State) ? "Span<T>" : "ReadOnlySpan<T>")} {names[node.Index]}");
        foreach (var update in _updates.Where(update => !places.ContainsKey(update.State)))
        {
            places.Add(update.State, Identifier(update.State.Name, taken));
            parameters.Add($"Span<T> {places[update.State]}");
        }
        CodeStatements.Append(body, this, names, file);
        // All results are known before the first state changes.
        body.Append("    T[][] outputs = [").AppendJoin(", ", _outputs.Select(output => $"[.. {names[output]}]")).Append("];\n");
        var copies = _updates.Where(update => _nodes[update.Value].State is not null).ToDictionary(update => update.Value, update => $"{names[update.Value]}Before");
        foreach (var (value, copy) in copies)
            body.Append($"    T[] {copy} = [.. {names[value]}];\n");
        foreach (var update in _updates)
            body.Append($"    {copies.GetValueOrDefault(update.Value, names[update.Value])}.CopyTo({places[update.State]});\n");
        Guard.Argument(!file.Names.Contains(className), nameof(ToCSharp), "needs a class name that no member of the class has", className, nameof(className));
        var text = new StringBuilder("using System;\nusing System.Numerics.Tensors;\nusing T = System.").Append(typeof(T).Name).Append(";\n\n");
        foreach (var stream in file.Streams)
        {
            text.Append(CultureInfo.InvariantCulture, $"// {file.PositionIn(stream)}: the position in stream {stream.Stream} of seed {stream.Seed}, {stream.Position} when this was written; it moves on.\n");
            parameters.Add($"ref ulong {file.PositionIn(stream)}");
        }
        text.Append("public static class ").Append(className).Append("\n{\n    public static T[][] Run(").AppendJoin(", ", parameters).Append(")\n    {\n    ")
            .Append(body.Replace("\n", "\n    ")).Append("    return outputs;\n    }\n");
        file.AppendTo(text);
        return text.Append("}\n").ToString();
    }

    // A name that the written code does not use otherwise.
    private static string Identifier(string name, HashSet<string> taken)
    {
        var word = new StringBuilder();
        foreach (var c in name)
            word.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        var start = char.IsAsciiDigit(word[0]) ? $"p{word}" : word.ToString();
        var isOurs = start is "outputs" or "i" or "T" || IsPosition(start) || (start[0] == 'v' && start.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false) || char.IsAsciiLetterUpper(start[0]);
        var unique = isOurs ? $"{start}_" : start;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{start}_{number}";
        return Keywords.Contains($" {unique} ", StringComparison.Ordinal) ? $"@{unique}" : unique;
    }

    private static bool IsPosition(string name) =>
        name.StartsWith("random", StringComparison.Ordinal) && !name.AsSpan("random".Length).ContainsAnyExceptInRange('0', '9');

    // Those of C#.
    private const string Keywords =
        " abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern " +
        "false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params " +
        "private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong " +
        "unchecked unsafe ushort using virtual void volatile while ";
}
