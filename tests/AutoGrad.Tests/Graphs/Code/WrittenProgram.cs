using System.Globalization;
using System.Numerics;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoGrad.Tests.Graphs.Code;

/// <summary>A program as C#, compiled against the libraries of System alone.</summary>
internal sealed partial class WrittenProgram<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<T[][], ulong[], T[][]> _run;
    private readonly ulong[] _positions;

    private WrittenProgram(Func<T[][], ulong[], T[][]> run, ulong[] positions) => (_run, _positions) = (run, positions);

    /// <summary>The positions in the streams of random numbers, which runs move on.</summary>
    public IReadOnlyList<ulong> Positions => _positions;

    /// <summary>Runs it on the inputs and the states.</summary>
    public T[][] Run(params T[][] x) => _run(x, _positions);

    public static WrittenProgram<T> Compile(Graph<T> graph) => Compile([graph])[0];

    /// <summary>Compiles programs into one assembly.</summary>
    public static IReadOnlyList<WrittenProgram<T>> Compile(IReadOnlyList<Graph<T>> graphs)
    {
        List<SyntaxTree> trees = [];
        List<ulong[]> positions = [];
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        for (var i = 0; i < graphs.Count; i++)
        {
            var code = graphs[i].ToCSharp($"Program{i}");
            positions.Add([.. Position().Matches(code).Select(match => ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))]);
            var inputs = Enumerable.Range(0, graphs[i].Nodes.Count(node => node.Primitive is null && node.Constant is null)).Select(k => $"x[{k}]");
            var draws = positions[i].Select((_, k) => $"ref positions[{k}]");
            trees.Add(CSharpSyntaxTree.ParseText(code, parsing));
            trees.Add(CSharpSyntaxTree.ParseText(
                $"public static class Runner{i} {{ public static T[][] Run(T[][] x, ulong[] positions) => Program{i}.Run({string.Join(", ", inputs.Concat(draws))}); }}".Replace("T[]", $"System.{typeof(T).Name}[]", StringComparison.Ordinal),
                parsing));
        }
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));
        using var image = new MemoryStream();
        // A sum that overflows in the settings of whoever compiles it is no reason for other random numbers.
        var result = CSharpCompilation.Create("programs", trees, platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: true)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).DistinctBy(error => error.Id).Take(5).Select(error => $"{error}\n{error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}")));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("programs", isCollectible: true).LoadFromStream(image);
        return [.. positions.Select((starts, i) => new WrittenProgram<T>(assembly.GetType($"Runner{i}")!.GetMethod("Run")!.CreateDelegate<Func<T[][], ulong[], T[][]>>(), starts))];
    }

    [GeneratedRegex(@"^// random\d*: the position in stream \d+ of seed \d+, (\d+) when", RegexOptions.Multiline)]
    private static partial Regex Position();
}
