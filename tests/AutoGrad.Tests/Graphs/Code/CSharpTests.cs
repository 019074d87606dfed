using System.Numerics;
using AutoGrad.Testing;
using AutoGrad.Tests.Primitives;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Code;

/// <summary>Programs as C#: they compile against System.Numerics.Tensors alone, and compute the same.</summary>
public class CSharpTests
{
    // Programs of so many operations share what is written below them, and are compiled faster.
    private const int OperationsPerProgram = 32;

    // The shape of what MaskedSelect gives depends on values, so that it is in no program; the rule of Custom is a function, which has no text.
    private static readonly string[] NotWritten = [nameof(MaskedSelect), nameof(Custom)];

    [Fact]
    public void EveryOperation_ComputesTheSame() => EveryOperationComputesTheSame<double>(1e-12);

    [Fact]
    public void EveryOperation_ComputesTheSameInFloat() => EveryOperationComputesTheSame<float>(1e-3);

    [Fact]
    public void AnOperationOfOnesOwn_CannotBeWritten()
    {
        foreach (var row in PrimitiveCases<double>.All.Where(row => row.Operation == nameof(Custom)))
        {
            var sample = Gen.Sample(row.Samples.Generator, 1).Single();
            var graph = Graph.Trace<double>(v => [row.Function(v)], Array.ConvertAll(sample.Inputs<double>(row.Domains), input => input.Shape));
            var error = Assert.Throws<NotSupportedException>(() => graph.ToCSharp());
            Assert.StartsWith("ToCSharp: needs operations that can be written in C# (all of this library but Custom), got Custom [", error.Message, StringComparison.Ordinal);
        }
    }

    // Where the result is tiny, 1 + x and e^x have no digits of it.
    [Fact]
    public void SmallResults_KeepTheirDigits()
    {
        double[] x = [1e-3, -1e-3, 1e-8, -1e-12, 3e-17, 0, 20, -20];
        Variable<double> input = x;
        var graph = Graph.Trace<double>(v => [Log1p(v[0] / 100), ExpM1(v[0]), Elu(v[0]), Softplus(30 * v[0] - 40), Erf(v[0]), Gelu(v[0]), Lgamma(2 + v[0] / 100)], [[x.Length]]);
        foreach (var (expected, actual) in graph.Apply(input).Zip(WrittenProgram<double>.Compile(graph).Run(x)))
            Assert.All(expected.ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14 * Math.Abs(pair.First)));
    }

    [Fact]
    public void TheNameOfAMember_IsNoNameOfAClass()
    {
        var graph = Graph.Trace<double>(v => [Softmax(v[0], 0)], [[3]]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => graph.ToCSharp("Softmax"));
        Assert.StartsWith("ToCSharp: needs a class name that no member of the class has, got Softmax.", error.Message, StringComparison.Ordinal);
    }

    // The value, its cotangents and its tangent: so that the operations that only derivatives have are there, too.
    private static void EveryOperationComputesTheSame<T>(double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cases = PrimitiveCases<T>.All.Where(row => !NotWritten.Contains(row.Operation))
            .SelectMany(row => Gen.Sample(row.Samples.Generator, 1).Select(sample => sample.Inputs<T>(row.Domains)).Concat(Extremes(row)), (row, x) => (Row: row, X: x))
            .Chunk(OperationsPerProgram).ToArray();
        var graphs = Array.ConvertAll(cases, chunk => Graph.Trace<T>(
            v =>
            {
                List<Variable<T>> outputs = [];
                var start = 0;
                foreach (var (row, x) in chunk)
                {
                    outputs.AddRange(ValuesAndDerivatives(row, v[start..(start + x.Length)]));
                    start += x.Length;
                }
                return [.. outputs];
            },
            [.. chunk.SelectMany(one => one.X).Select(x => x.Shape)]));
        var written = WrittenProgram<T>.Compile(graphs);
        List<string> differences = [];
        for (var i = 0; i < graphs.Length; i++)
        {
            var x = cases[i].SelectMany(one => one.X).ToArray();
            var actual = written[i].Run(Array.ConvertAll(x, input => input.ToArray()));
            var expected = graphs[i].Apply(x);
            string[] names = [.. cases[i].SelectMany(one => Enumerable.Repeat(one.Row.Name, one.Row.Derivative == Derivative.Exists ? 2 + FreeInputs(one.Row).Length : 1))];
            Assert.Equal(names.Length, actual.Length);
            for (var o = 0; o < expected.Length; o++)
                differences.AddRange(Differences(expected[o], actual[o], tolerance, names[o]).Take(1));
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    // What is extreme for double may be too much for float.
    private static IEnumerable<Variable<T>[]> Extremes<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? row.Extremes.Select(inputs => Array.ConvertAll(inputs, input => Numbers.ToVariable<T>(input.Values, input.Shape))) : [];

    private static int[] FreeInputs<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, row.Domains.Length).Where(i => !row.Domains[i].IsConstant)];

    private static Variable<T>[] ValuesAndDerivatives<T>(PrimitiveCase<T> row, Variable<T>[] v) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = row.Function(v);
        if (row.Derivative != Derivative.Exists)
            return [y];
        var free = FreeInputs(row);
        var point = Array.ConvertAll(free, i => v[i]);
        Variable<T> Function(Variable<T>[] x) => row.Function([.. v.Select((input, i) => Array.IndexOf(free, i) is >= 0 and var k ? x[k] : input)]);
        return [y, .. Differentiate.Vjp(Function, point, Weights<T>(y.Shape)).Product, Differentiate.Jvp(Function, point, Array.ConvertAll(point, x => Weights<T>(x.Shape))).Product];
    }

    // Not a function of values, whose rounding errors it would multiply.
    private static Variable<T> Weights<T>(Shape shape) where T : unmanaged, IFloatingPointIeee754<T> =>
        Numbers.ToVariable<T>([.. Enumerable.Range(1, shape.Size).Select(i => Math.Cos(i))], shape);

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
        Assert.Equal(10, WrittenProgram<double>.Compile(pure).Run([.. names.Select(_ => one)])[0][0]);
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
        var written = WrittenProgram<double>.Compile(graph);
        for (var i = 0; i < 5; i++)
        {
            var loss = written.Run([x.ToArray(), labels.ToArray(), .. states])[0][0];
            using var tape = new Tape<double>();
            Assert.Equal(expected.Step(x, labels).Scalar, loss, 1e-12);
        }
        foreach (var parameter in expected.Model.Parameters)
        {
            var trained = states[Array.FindIndex(names, state => state.Name == parameter.Name && state is Parameter<double>)];
            Assert.All(parameter.Variable.ToArray().Zip(trained), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
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

    private static IEnumerable<string> Differences<T>(Variable<T> expected, T[] actual, double tolerance, string row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Array.ConvertAll(expected.ToArray(), double.CreateTruncating), Array.ConvertAll(actual, double.CreateTruncating));
        Assert.Equal(a.Length, b.Length);
        var size = a.Select(Math.Abs).Where(double.IsFinite).Append(1).Max();
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i]) && !(Math.Abs(a[i] - b[i]) <= tolerance * size))
                yield return $"{row}: {a[i]} and {b[i]} at {Numbers.Index(i, expected.Shape)} of {expected.Shape}";
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
