using System.Globalization;
using System.Numerics;
using AutoGrad.Testing;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Graphs;

/// <summary>What holds for each operation holds for programs of many.</summary>
public class RandomProgramTests
{
    private const int Programs = 500;

    // AUTOGRAD_PROGRAMS=10000 is the long run.
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_PROGRAMS"), CultureInfo.InvariantCulture, out var count) ? count : Programs;

    [Fact]
    public void Compiled_MatchesEager_BitForBit() => ForAll("compiled programs give the bits of eager ones", seed =>
    {
        SameCompiled<double>(seed);
        SameCompiled<float>(seed);
    });

    [Fact]
    public void Text_ReadsBackAsTheSameProgram() => ForAll("programs are read back from their text", seed =>
    {
        var graph = Graph.Trace(WithGradient<double>(seed), RandomPrograms.Inputs);
        foreach (var program in new[] { graph, graph.Simplify(), graph.Simplify(RewriteKinds.All) })
            Assert.True(program.Equals(Graph.Parse<double>(program.ToString())));
    });

    [Fact]
    public void SimplifiedForReading_GivesTheSameNumbers() => ForAll("programs simplified for reading give the same but for rounding", seed =>
    {
        var graph = Graph.Trace(WithGradient<double>(seed), RandomPrograms.Inputs);
        var x = RandomPrograms.Arguments<double>(seed);
        var (expected, actual) = (graph.Apply(x), graph.Simplify(RewriteKinds.Reassociating).Apply(x));
        for (var i = 0; i < expected.Length; i++)
        {
            var (a, b) = (expected[i].ToArray(), actual[i].ToArray());
            var size = a.Select(Math.Abs).Where(double.IsFinite).Append(1).Max();
            for (var k = 0; k < a.Length; k++)
                Expect.True(a[k].Equals(b[k]) || Math.Abs(a[k] - b[k]) <= 1e-9 * size, $"output {i}: {a[k]} and {b[k]}");
        }
    });

    private static void ForAll(string law, Action<ulong> property)
    {
        foreach (var seed in Gen.Sample(Gen.Choose(0, int.MaxValue), Count))
        {
            try
            {
                property((ulong)seed);
            }
            catch (Exception failure)
            {
                throw new PropertyFailedException($"{law}: not for the program of seed {seed}. {failure.Message}", failure);
            }
        }
    }

    internal static void SameCompiled<T>(ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = WithGradient<T>(seed);
        var x = RandomPrograms.Arguments<T>(seed);
        var expected = function(x);
        var compiled = Graph.Compile(function);
        for (var run = 0; run < 2; run++)
        {
            var actual = compiled.InvokeAll(x);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i].Shape, actual[i].Shape);
                var (a, b) = (expected[i].ToArray(), actual[i].ToArray());
                for (var k = 0; k < a.Length; k++)
                {
                    var isSame = T.IsNaN(a[k]) ? T.IsNaN(b[k]) : a[k] == b[k] && T.IsNegative(a[k]) == T.IsNegative(b[k]);
                    Expect.True(isSame, $"{typeof(T).Name}, output {i}, run {run}: expected {a[k]}, got {b[k]} at {Numbers.Index(k, expected[i].Shape)} of {expected[i].Shape}");
                }
            }
        }
    }

    // The outputs, and the gradients of the last of them.
    private static Func<Variable<T>[], Variable<T>[]> WithGradient<T>(ulong seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = RandomPrograms.Of<T>(seed);
        return inputs => [.. function(inputs), .. Differentiate.Gradient<T>(v => function(v)[1], inputs)];
    }
}
