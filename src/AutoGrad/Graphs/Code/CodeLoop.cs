using System.Numerics;
using System.Text;

namespace AutoGrad.Graphs.Code;

/// <summary>A loop as a method, which calls that of its body once for each step.</summary>
internal static class CodeLoop
{
    /// <summary>The call, with the operands and then the flat result, as <see cref="Loop{T}"/> lays it out.</summary>
    public static string Write<T>(Loop<T> loop, CodeOperation operation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var name = operation.File.MethodFor(loop, "Scan", name => Method(loop, name, operation.File.MethodFor(loop.Body)));
        return $"{name}({string.Join(", ", [.. operation.Operands, operation.Result])});";
    }

    private static string Method<T>(Loop<T> loop, string name, string body) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = Enumerable.Range(0, loop.Inputs).Select(i => $"ReadOnlySpan<T> x{i}");
        var text = new StringBuilder($"private static void {name}({string.Join(", ", parameters)}, Span<T> y)\n{{\n");
        for (var c = 0; c < loop.Carries; c++)
            text.Append($"    T[] carry{c} = [.. x{c}], next{c} = new T[{loop.ShapeOfInput(c).Size}];\n");
        text.Append(loop.IsReversed ? $"    for (var t = {loop.Length - 1}; t >= 0; t--)\n    {{\n" : $"    for (var t = 0; t < {loop.Length}; t++)\n    {{\n");
        var start = loop.SizeOfResults;
        for (var c = 0; c < loop.Carries; c++)
        {
            var size = loop.ShapeOfInput(c).Size;
            text.Append($"        carry{c}.CopyTo(y.Slice({start} + (t * {size}), {size}));\n");
            start += size * loop.Length;
        }
        List<string> arguments = [];
        for (var i = 0; i < loop.Inputs; i++)
        {
            var size = loop.ShapeOfInput(i).Size;
            arguments.Add(i < loop.Carries ? $"carry{i}" : i < loop.Carries + loop.Stacked ? $"x{i}.Slice(t * {size}, {size})" : $"x{i}");
        }
        start = loop.SizeOfCarries;
        for (var o = 0; o < loop.Outputs; o++)
        {
            var size = loop.ShapeOfOutput(o).Size;
            arguments.Add(o < loop.Carries ? $"next{o}" : $"y.Slice({start} + (t * {size}), {size})");
            start += o < loop.Carries ? 0 : size * loop.Length;
        }
        text.Append($"        {body}({string.Join(", ", arguments)});\n");
        for (var c = 0; c < loop.Carries; c++)
            text.Append($"        (carry{c}, next{c}) = (next{c}, carry{c});\n");
        text.Append("    }\n");
        start = 0;
        for (var c = 0; c < loop.Carries; c++)
        {
            text.Append($"    carry{c}.CopyTo(y.Slice({start}, {loop.ShapeOfInput(c).Size}));\n");
            start += loop.ShapeOfInput(c).Size;
        }
        return text.Append('}').ToString();
    }
}
