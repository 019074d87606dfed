using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

public partial class PrimitiveLaws
{
    private static void WrongPullbacksAreRejected(PrimitiveCase<double> row)
    {
        var felt = 0;
        // Each case tries every node, input and mutation, so that few are enough, unless all are empty.
        for (var round = 0; round == 0 || (round < 10 && felt == 0 && row.Derivative == Derivative.Exists); round++)
            CheckOnce();
        if (row.Derivative == Derivative.Exists)
            Assert.True(felt > 0, $"No case of {row.Name} has a derivative that is not zero, so that none proves anything.");
        else
            Assert.True(felt == 0, $"The derivative of {row.Name} is not zero, as its row says.");

        void CheckOnce() => PropertyRunner.Check($"{row.Name}: {nameof(WrongPullback_IsRejected)}", row.Samples, sample =>
        {
            if (row.Derivative == Derivative.Missing)
                return;
            var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
            if (row.Derivative == Derivative.IsZero)
                Assert.All(Cotangents(row, x), cotangent => Assert.All(cotangent.Values, element => Assert.Equal(0, element)));
            foreach (var mutant in Mutants(function, x))
            {
                felt += Rejects(row, sample, new(mutant.Vjp, Differentiate.Jvp), GradientChecks.Reverse, mutant);
                felt += Rejects(row, sample, new(mutant.Vjp, Differentiate.Jvp), GradientChecks.InnerProduct, mutant);
            }
            foreach (var mutant in Mutants(function, x))
                felt += Rejects(row, sample, new(Differentiate.Vjp, mutant.Jvp), GradientChecks.Forward, mutant);
        }, count: 5);
    }

    private static void WrongSecondPullbacksAreRejected(PrimitiveCase<double> row) =>
        PropertyRunner.Check($"{row.Name}: {nameof(WrongPullback_IsRejectedAtSecondOrder)}", row.Samples, sample =>
        {
            if (row.Derivative == Derivative.Missing)
                return;
            var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
            var derivative = Checker<double>.Derivative(function, Variable.Ones<double>(function(x).Shape), x);
            foreach (var mutant in Mutants(derivative, x))
                Rejects(row, sample, new(mutant.Vjp, Differentiate.Jvp), GradientChecks.SecondOrder, mutant);
        }, count: 2);

    private static IEnumerable<Mutant<double>> Mutants(Func<Variable<double>[], Variable<double>> function, Variable<double>[] x)
    {
        var inputs = Mutant<double>.InputsOfNodes(function, x);
        for (var node = 0; node < inputs.Length; node++)
        {
            for (var input = 0; input < inputs[node]; input++)
            {
                foreach (var mutation in Enum.GetValues<Mutation>())
                    yield return new(node, input, mutation);
            }
        }
    }

    /// <summary>Fails where a check accepts a derivative that is wrong; 1 where it was, 0 where the mutant made no difference.</summary>
    private static int Rejects(PrimitiveCase<double> row, Sample sample, Modes<double> modes, GradientChecks check, Mutant<double> mutant)
    {
        var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
        var failure = Record.Exception(() =>
            GradientCheck.Verify(function, x, new() { Name = row.Name, Checks = check, Seed = sample.Seed, Directions = 1, FindsWorst = false }, modes));
        Assert.True(failure is null or GradientCheckException { IsInconclusive: false }, $"{failure}");
        Assert.False(failure is null && mutant.WasFelt, $"{check} accepts {mutant}.");
        return mutant.WasFelt ? 1 : 0;
    }
}
