using AutoGrad.Testing;
using Xunit.Abstractions;

namespace AutoGrad.Tests.Primitives;

/// <summary>The checks reject wrong rules.</summary>
/// <remarks>
/// That the checks reject every wrong rule is proven here and not beside the checks, because here is the table of operations: a new row is
/// proven without being named anywhere else.
/// </remarks>
public class WrongPullbackLaws(ITestOutputHelper output) : PrimitiveLaws
{
    [Theory]
    [MemberData(nameof(RowNames))]
    public void WrongPullback_IsRejected(string name)
    {
        var row = PrimitiveCases<double>.Named(name);
        var tally = new MutantTally();
        // Each case tries every node, input and mutation, so that few are enough, unless all are empty.
        for (var round = 0; round == 0 || (round < 10 && tally.Felt == 0 && row.Derivative == Derivative.Exists); round++)
        {
            // The name decides the cases, and another round must try others.
            PropertyRunner.Check(
                $"{row.Name}: {nameof(WrongPullback_IsRejected)}, round {round}", row.Samples, sample => RejectsFirstOrder(row, sample, tally), count: 5);
        }
        AssertNoneMissed(tally);
        if (row.Derivative == Derivative.Exists)
            Expect.True(tally.Felt > 0, $"No case of {row.Name} has a derivative that is not zero, so that none proves anything.");
        else
            Expect.True(tally.Felt == 0, $"The derivative of {row.Name} is not zero, as its row says.");
    }

    [Theory]
    [MemberData(nameof(RowNames))]
    public void WrongPullback_IsRejectedAtSecondOrder(string name)
    {
        var row = PrimitiveCases<double>.Named(name);
        var tally = new MutantTally();
        PropertyRunner.Check($"{row.Name}: {nameof(WrongPullback_IsRejectedAtSecondOrder)}", row.Samples, sample => RejectsSecondOrder(row, sample, tally), count: 2);
        AssertNoneMissed(tally);
    }

    private static void RejectsFirstOrder(PrimitiveCase<double> row, Sample sample, MutantTally tally)
    {
        if (row.Derivative == Derivative.Missing)
            return;
        var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
        if (row.Derivative == Derivative.IsZero)
            Assert.All(Cotangents(row, x), cotangent => Assert.All(cotangent.Values, element => Assert.Equal(0, element)));
        foreach (var (node, input, mutation) in Mutant<double>.Places(function, x))
        {
            var (reverse, forward) = (new Mutant<double>(node, input, mutation), new Mutant<double>(node, input, mutation));
            Try(row, sample, new(reverse.Vjp, Differentiate.Jvp), GradientChecks.Reverse, reverse, tally);
            Try(row, sample, new(reverse.Vjp, Differentiate.Jvp), GradientChecks.InnerProduct, reverse, tally);
            Try(row, sample, new(Differentiate.Vjp, forward.Jvp), GradientChecks.Forward, forward, tally);
        }
    }

    private static void RejectsSecondOrder(PrimitiveCase<double> row, Sample sample, MutantTally tally)
    {
        if (row.Derivative == Derivative.Missing)
            return;
        var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
        var derivative = Checker<double>.Derivative(function, Variable.Ones<double>(function(x).Shape), x);
        foreach (var (node, input, mutation) in Mutant<double>.Places(derivative, x))
        {
            var mutant = new Mutant<double>(node, input, mutation);
            Try(row, sample, new(mutant.Vjp, Differentiate.Jvp), GradientChecks.SecondOrder, mutant, tally);
        }
    }

    private static void Try(PrimitiveCase<double> row, Sample sample, Modes<double> modes, GradientChecks check, Mutant<double> mutant, MutantTally tally)
    {
        var (function, x) = Differentiable(row, sample.Inputs<double>(row.Domains));
        var failure = Record.Exception(() =>
            GradientCheck.Verify(function, x, new() { Name = row.Name, Checks = check, Seed = sample.Seed, Directions = 1, FindsWorst = false }, modes));
        Expect.True(failure is null or GradientCheckException { IsInconclusive: false }, $"{failure}");
        tally.Add(mutant, check, failure is not null);
    }

    private void AssertNoneMissed(MutantTally tally)
    {
        output.WriteLine($"{tally}");
        Assert.Empty(tally.Missed);
    }
}
