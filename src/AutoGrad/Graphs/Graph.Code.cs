using System.Text;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Printing;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>
    /// The program as a C# file: a static class with a method that needs System.Numerics.Tensors alone. Its parameters are the inputs and the states,
    /// row-major; it gives an array for each output, and writes the new values of states in their place at the end.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <remarks>The results are those of <see cref="Apply"/> but for rounding: sums are in the plain order. Indices are not checked.</remarks>
    /// <exception cref="NotSupportedException">The program has an operation that cannot be written.</exception>
    public string ToCSharp(string className = "Program")
    {
        ArgumentException.ThrowIfNullOrEmpty(className);
        HashSet<string> helpers = [];
        var body = new StringBuilder();
        HashSet<string> taken = [];
        var names = Array.ConvertAll(_nodes, node => node.Primitive is null && node.Constant is null ? Identifier(node.Name!, taken) : $"v{node.Index}");
        var places = _nodes.Where(node => node.State is not null).ToDictionary(node => node.State!, node => names[node.Index]);
        var written = _updates.Select(update => update.State).ToHashSet();
        List<string> parameters = [];
        foreach (var node in _nodes)
        {
            if (node.Primitive is { } primitive)
                AppendOperation(body, node, primitive, names, helpers);
            else if (node.Constant is { } constant)
                body.Append("        ReadOnlySpan<T> ").Append(names[node.Index]).Append(" = [").Append(Numbers(constant)).Append($"]; // {node.Shape}\n");
            else
                parameters.Add($"{(node.State is not null && written.Contains(node.State) ? "Span<T>" : "ReadOnlySpan<T>")} {names[node.Index]}");
        }
        foreach (var update in _updates.Where(update => !places.ContainsKey(update.State)))
        {
            places.Add(update.State, Identifier(update.State.Name, taken));
            parameters.Add($"Span<T> {places[update.State]}");
        }
        // All results are known before the first state changes.
        body.Append("        T[][] outputs = [").AppendJoin(", ", _outputs.Select(output => $"[.. {names[output]}]")).Append("];\n");
        var copies = _updates.Where(update => _nodes[update.Value].State is not null).ToDictionary(update => update.Value, update => $"{names[update.Value]}Before");
        foreach (var (value, copy) in copies)
            body.Append($"        T[] {copy} = [.. {names[value]}];\n");
        foreach (var update in _updates)
            body.Append($"        {copies.GetValueOrDefault(update.Value, names[update.Value])}.CopyTo({places[update.State]});\n");
        var text = new StringBuilder("using System;\nusing System.Numerics.Tensors;\nusing T = System.").Append(typeof(T).Name).Append(";\n\n");
        text.Append("public static class ").Append(className).Append("\n{\n    public static T[][] Run(").AppendJoin(", ", parameters).Append(")\n    {\n").Append(body).Append("        return outputs;\n    }\n");
        foreach (var helper in CodeHelpers.Needed(helpers))
            text.Append('\n').Append("    ").Append(helper.ReplaceLineEndings("\n    ").Replace("    \n", "\n", StringComparison.Ordinal)).Append('\n');
        return text.Append("}\n").ToString();
    }

    private void AppendOperation(StringBuilder body, GraphNode<T> node, Primitive<T> primitive, string[] names, HashSet<string> helpers)
    {
        var x = Array.ConvertAll(node.OperandArray, operand => names[operand]);
        var remark = node.Name is null ? $" // {node.Shape}" : $" // {node.Name} {node.Shape}";
        if (primitive.SharesStorage)
        {
            body.Append($"        ReadOnlySpan<T> {names[node.Index]} = {x[0]};{remark}\n");
            return;
        }
        var code = new CodeOperation(x, Array.ConvertAll(node.OperandArray, operand => _nodes[operand].Shape), names[node.Index], node.Shape, helpers);
        if (primitive.WriteCode(code) is not { } statement)
            throw new NotSupportedException($"ToCSharp: needs operations that can be written in C#, got {OperationNames.Of(primitive.GetType())} {node.Shape}.");
        body.Append($"        var {names[node.Index]} = new T[{node.Shape.Size}];{remark}\n        {statement}\n");
    }

    private static string Numbers(Variable<T> constant) => string.Join(", ", constant.ToArray().Select(value => CodeOperation.Number(double.CreateTruncating(value))));

    // A name that the written code does not use otherwise.
    private static string Identifier(string name, HashSet<string> taken)
    {
        var word = new StringBuilder();
        foreach (var c in name)
            word.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        var start = char.IsAsciiDigit(word[0]) ? $"p{word}" : word.ToString();
        var isOurs = start is "outputs" or "i" or "T" || (start[0] == 'v' && start.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false) || char.IsAsciiLetterUpper(start[0]);
        var unique = isOurs ? $"{start}_" : start;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{start}_{number}";
        return Keywords.Contains($" {unique} ", StringComparison.Ordinal) ? $"@{unique}" : unique;
    }

    // Those of C#.
    private const string Keywords =
        " abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern " +
        "false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params " +
        "private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong " +
        "unchecked unsafe ushort using virtual void volatile while ";
}
