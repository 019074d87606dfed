using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

public partial class PrimitiveLaws
{
    private static void DerivativesPass<T>(PrimitiveCase<T> row, GradientChecks checks) where T : unmanaged, IFloatingPointIeee754<T> =>
        Check($"{checks}", row, sample =>
        {
            var (function, x) = Differentiable(row, sample.Inputs<T>(row.Domains));
            if (row.Derivative == Derivative.Missing)
            {
                Assert.Throws<NotDifferentiableException>(() => Differentiate.Vjp(Everything(row), sample.Inputs<T>(row.Domains), Ones(row, sample)));
                return;
            }
            GradientCheck.Verify(function, x, new() { Name = row.Name, Checks = checks, Seed = sample.Seed });
        });

    private static void ThrowsWithForward<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> =>
        PropertyRunner.Check($"{row.Name} ({typeof(T).Name}): {nameof(Throws_ExactlyWhenForwardThrows)}", Samples.OfAnyShapes(row.Domains.Length), sample =>
        {
            var random = new Random(sample.Seed);
            var inputs = row.Domains.Select((domain, i) => domain.IsConstant
                ? Numbers.ToVariable<T>(Array.ConvertAll(new double[sample.Shapes[i].Size], _ => (double)random.Next(-1, 5)), sample.Shapes[i])
                : Numbers.ToVariable<T>(domain.Draw(random, sample.Shapes, i), sample.Shapes[i])).ToArray();
            Variable<T>? value = null;
            var plain = Record.Exception(() => { value = row.Function(inputs); });
            Assert.True(plain is null or ShapeException or IndexValueException, $"A wrong shape should be a ShapeException, got {plain}");
            var yBar = Variable.Ones<T>(value?.Shape ?? Shape.Scalar);
            var (function, x) = Differentiable(row, inputs);
            Variable<T>[] xDot = Array.ConvertAll(x, variable => Variable.Ones<T>(variable.Shape));
            AssertSame(plain, Record.Exception(() =>
            {
                using var tape = new Tape<T>();
                _ = row.Function(inputs);
            }));
            AssertSame(plain, Record.Exception(() => { _ = Differentiate.Vjp(function, x, yBar); }));
            AssertSame(plain, Record.Exception(() => { _ = Differentiate.Jvp(function, x, xDot); }));
        }, count: 40);

    private static void AssertSame(Exception? expected, Exception? actual)
    {
        Assert.Equal(expected?.GetType(), actual?.GetType());
        Assert.Equal(expected?.Message, actual?.Message);
    }

    /// <summary>The row as a function of the inputs that are not constants, and those inputs.</summary>
    private static (Func<Variable<T>[], Variable<T>> Function, Variable<T>[] Point) Differentiable<T>(PrimitiveCase<T> row, Variable<T>[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var free = Enumerable.Range(0, inputs.Length).Where(i => !row.Domains[i].IsConstant).ToArray();
        return (x =>
        {
            var whole = (Variable<T>[])inputs.Clone();
            for (var i = 0; i < free.Length; i++)
                whole[free[i]] = x[i];
            return row.Function(whole);
        }, Array.ConvertAll(free, i => inputs[i]));
    }

    private static Func<Variable<T>[], Variable<T>> Everything<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> => row.Function;

    private static Variable<T> Ones<T>(PrimitiveCase<T> row, Sample sample) where T : unmanaged, IFloatingPointIeee754<T> =>
        Variable.Ones<T>(row.Function(sample.Inputs<T>(row.Domains)).Shape);

    private static void WrongPullbacksAreRejected(PrimitiveCase<double> row)
    {
        var felt = 0;
        Check(nameof(WrongPullback_IsRejected), row, sample =>
        {
            if (row.Derivative == Derivative.Missing)
                return;
            var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
            if (row.Derivative == Derivative.IsZero)
                Assert.All(Cotangents(row, x), cotangent => Assert.All(cotangent.Values, element => Assert.Equal(0, element)));
            var nodes = Mutant<double>.InputsOfNodes(function, x);
            for (var node = 0; node < nodes.Length; node++)
            {
                for (var input = 0; input < nodes[node]; input++)
                {
                    foreach (var mutation in Enum.GetValues<Mutation>())
                        felt += Rejects(row, function, x, new(node, input, mutation), mutation, sample.Seed);
                }
            }
        });
        if (row.Derivative == Derivative.Exists)
            Assert.True(felt > 0, $"No case of {row.Name} has a derivative that is not zero, so that none proves anything.");
        else
            Assert.True(felt == 0, $"The derivative of {row.Name} is not zero, as its row says.");
    }

    private static int Rejects(
        PrimitiveCase<double> row, Func<Variable<double>[], Variable<double>> function, Variable<double>[] x, Mutant<double> mutant, Mutation mutation, int seed)
    {
        var felt = 0;
        foreach (var check in new[] { GradientChecks.Reverse, GradientChecks.InnerProduct })
        {
            var failure = Record.Exception(() =>
                GradientCheck.Verify(function, x, new() { Name = row.Name, Checks = check, Seed = seed, Directions = 1 }, mutant.Vjp));
            Assert.True(failure is null or GradientCheckException { IsInconclusive: false }, $"{failure}");
            Assert.False(failure is null && mutant.WasFelt, $"{check} accepts a pullback of {mutant.Victim} that is {mutation}.");
            felt += mutant.WasFelt ? 1 : 0;
        }
        return felt;
    }
}
