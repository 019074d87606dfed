using System.Runtime.Loader;
using AutoGrad.Testing;
using AutoGrad.Tests.Primitives;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Code;

/// <summary>Programs as C#: they compile against System.Numerics.Tensors alone, and compute the same.</summary>
public class CSharpTests
{
    // What cannot be written yet: an operation that can is taken off the list.
    private static readonly string[] NotWritten =
    [
        "AdaptiveAveragePool", "AdaptiveMaxPool", "All", "Any", "ArgMax", "ArgMin", "ArgSort", "AveragePool", "Bernoulli", "Checkpoint", "Cholesky",
        "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "CumulativeLogSumExp", "CumulativeMax",
        "CumulativeMin", "CumulativeProd", "CumulativeSum", "Custom", "Determinant", "Digamma", "Erf", "ErfInv", "Erfc", "Fold", "Gelu", "Gumbel",
        "Inverse", "Lgamma", "LogDeterminant", "LowerTriangle", "LpPool", "Lstsq", "MatrixExp", "MaxPool", "Median", "Norm", "Normal", "OneHot",
        "Pad", "Permutation", "Polygamma", "Qr", "Repeat", "Roll", "Scan", "Scatter", "Sinc", "Solve", "Sort", "StandardDeviation", "Svd",
        "SymmetricEigen", "Take", "TopK", "TriangularSolve", "Unfold", "Uniform", "UpperTriangle", "UpsampleLinear", "UpsampleNearest",
    ];

    [Fact]
    public void EveryOperationThatCanBeWritten_ComputesTheSame()
    {
        List<(string Row, Graph<double> Graph, Variable<double>[] X)> programs = [];
        HashSet<string> notWritten = [];
        foreach (var row in PrimitiveCases<double>.All.Where(row => row.Operation != nameof(MaskedSelect)))
        {
            foreach (var sample in Gen.Sample(row.Samples.Generator, 2))
            {
                var x = sample.Inputs<double>(row.Domains);
                var graph = Graph.Trace<double>(v => [row.Function(v)], Array.ConvertAll(x, input => input.Shape));
                try
                {
                    _ = graph.ToCSharp();
                    programs.Add((row.Name, graph, x));
                }
                catch (NotSupportedException error)
                {
                    Assert.StartsWith("ToCSharp: needs operations that can be written in C#, got ", error.Message, StringComparison.Ordinal);
                    notWritten.Add(row.Operation);
                }
            }
        }
        var list = string.Join(", ", notWritten.Order(StringComparer.Ordinal));
        Assert.True(list == string.Join(", ", NotWritten), list);
        var run = Compile(programs.ConvertAll(program => program.Graph));
        for (var i = 0; i < programs.Count; i++)
        {
            var (row, graph, x) = programs[i];
            AssertClose(graph.Apply(x), run[i](Array.ConvertAll(x, input => input.ToArray())), row);
        }
    }

    [Fact]
    public void Names_DoNotClashWithEachOther_NorWithTheCode()
    {
        string[] names = ["outputs", "i", "T", "v3", "TensorPrimitives", "a.b", "a b", "1st", "class", "Σ"];
        var state = new State<double>(0, "a_b");
        var graph = Graph.Trace<double>(
            v =>
            {
                var sum = v.Aggregate((a, b) => a + b);
                state.Assign(sum);
                return [sum];
            },
            Enumerable.Repeat(Shape.Scalar, names.Length).ToArray(), names);
        var code = graph.ToCSharp();
        Assert.Contains("ReadOnlySpan<T> a_b, ReadOnlySpan<T> a_b_2, ReadOnlySpan<T> p1st, ReadOnlySpan<T> @class", code, StringComparison.Ordinal);
        Assert.Contains("Span<T> a_b_3)", code, StringComparison.Ordinal);
        var pure = Graph.Trace<double>(v => [v.Aggregate((a, b) => a + b)], Enumerable.Repeat(Shape.Scalar, names.Length).ToArray(), names);
        double[] one = [1];
        Assert.Equal(10, Compile([pure])[0]([.. names.Select(_ => one)])[0][0]);
    }

    [Fact]
    public void ATrainingStep_ChangesItsStates()
    {
        var (expected, actual) = (new TrainedByC(), new TrainedByC());
        var graph = Graph.Trace<double>(v => [actual.Step(v[0], v[1])], [[6, 5], [6]], "images", "labels").Simplify();
        var x = Normal<double>([6, 5], new RandomStream(4));
        Variable<double> labels = new double[] { 0, 1, 2, 2, 1, 0 };
        var states = graph.Nodes.Where(node => node.State is not null).Select(node => node.State!.Variable.ToArray()).ToArray();
        var names = graph.Nodes.Where(node => node.State is not null).Select(node => node.State!).ToArray();
        var run = Compile([graph])[0];
        for (var i = 0; i < 5; i++)
        {
            var loss = run([x.ToArray(), labels.ToArray(), .. states])[0][0];
            using var tape = new Tape<double>();
            Assert.Equal(expected.Step(x, labels).Scalar, loss, 1e-12);
        }
        foreach (var parameter in expected.Model.Parameters)
        {
            var written = states[Array.FindIndex(names, state => state.Name == parameter.Name && state is Parameter<double>)];
            Assert.All(parameter.Variable.ToArray().Zip(written), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        }
    }

    [Fact]
    public void TheGradientOfALoss_ReadsWell()
    {
        var code = Graph.Trace<double>(v => [Sum(Square(Tanh(v[0] * v[1]).Named("h") - 1))], [[2, 3], [3]], "x", "class").ToCSharp("Loss");
        Assert.StartsWith(
            """
            using System;
            using System.Numerics.Tensors;
            using T = System.Double;

            public static class Loss
            {
                public static T[][] Run(ReadOnlySpan<T> x, ReadOnlySpan<T> @class)
                {
                    ReadOnlySpan<T> v2 = [(T)(1)]; // []
                    var v3 = new T[6]; // [2, 3]
                    for (var i = 0; i < v3.Length; i++) v3[i] = x[i] * @class[i % 3];
                    var v4 = new T[6]; // h [2, 3]
                    TensorPrimitives.Tanh<T>(v3, v4);
                    var v5 = new T[6]; // [2, 3]
                    TensorPrimitives.Subtract(v4, v2[0], v5);
            """, code, StringComparison.Ordinal);
    }

    private static List<Func<double[][], double[][]>> Compile(List<Graph<double>> graphs)
    {
        List<SyntaxTree> trees = [];
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        for (var i = 0; i < graphs.Count; i++)
        {
            trees.Add(CSharpSyntaxTree.ParseText(graphs[i].ToCSharp($"Program{i}"), parsing));
            var count = graphs[i].Nodes.Count(node => node.Primitive is null && node.Constant is null);
            trees.Add(CSharpSyntaxTree.ParseText(
                $"public static class Runner{i} {{ public static double[][] Run(double[][] x) => Program{i}.Run({string.Join(", ", Enumerable.Range(0, count).Select(k => $"x[{k}]"))}); }}", parsing));
        }
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("programs", trees, platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).Select(error => $"{error}\n{error.Location.SourceTree}")));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("programs", isCollectible: true).LoadFromStream(image);
        return [.. graphs.Select((_, i) => assembly.GetType($"Runner{i}")!.GetMethod("Run")!.CreateDelegate<Func<double[][], double[][]>>())];
    }

    private static void AssertClose(Variable<double>[] expected, double[][] actual, string row)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var o = 0; o < expected.Length; o++)
        {
            var a = expected[o].ToArray();
            Assert.Equal(a.Length, actual[o].Length);
            var size = a.Select(Math.Abs).Where(double.IsFinite).Append(1).Max();
            for (var i = 0; i < a.Length; i++)
                Assert.True(a[i].Equals(actual[o][i]) || Math.Abs(a[i] - actual[o][i]) <= 1e-12 * size, $"{row}: {a[i]} and {actual[o][i]} at {Numbers.Index(i, expected[o].Shape)}");
        }
    }

    private sealed class TrainedByC
    {
        private readonly Optimizer<double> _optimizer;

        public TrainedByC()
        {
            var random = new RandomStream(2);
            Model = new(new Linear<double>(5, 7, random), new Relu<double>(), new Linear<double>(7, 3, random));
            _optimizer = new Adam<double>(Model.Parameters, 0.02);
        }

        public Sequential<double> Model { get; }

        public Variable<double> Step(Variable<double> x, Variable<double> y)
        {
            var loss = Loss.CrossEntropy(Model.Forward(x), y);
            _optimizer.Minimize(loss);
            return loss;
        }
    }
}
