using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

public class MutantTallyTests
{
    [Fact]
    public void Add_CountsWhatIsCaught_WhatChangesNothing_AndWhatIsMissed()
    {
        var tally = new MutantTally();
        tally.Add(MutantAt(1), GradientChecks.Reverse, isRejected: true);
        tally.Add(MutantAt(-1), GradientChecks.Reverse, isRejected: false);
        Assert.Equal(1, tally.Felt);
        Assert.Empty(tally.Missed);
        tally.Add(MutantAt(1), GradientChecks.Forward, isRejected: false);
        Assert.Equal(2, tally.Felt);
        Assert.Matches("^Forward accepts Relu.* with the rule for input 0 Doubled\\.$", Assert.Single(tally.Missed));
        Assert.Equal(
            "all             caught     1  unchanged     1  missed     1\n" +
            "Doubled         caught     1  unchanged     1  missed     1", tally.ToString());
    }

    private static Mutant<double> MutantAt(double point)
    {
        var mutant = new Mutant<double>(0, 0, Mutation.Doubled);
        mutant.Vjp(x => Op.Relu(x[0]), [point], 1);
        return mutant;
    }
}
