namespace AutoGrad.Testing.Tests;

/// <summary>Not beside other tests: the environment, which fixes the cases, is the process's.</summary>
[CollectionDefinition(nameof(PropertyRunnerTests), DisableParallelization = true)]
[Collection(nameof(PropertyRunnerTests))]
public class PropertyRunnerTests
{
    [Fact]
    public void Check_OfAPropertyThatHolds_TriesAsManyCasesAsAsked()
    {
        var cases = 0;
        PropertyRunner.Check("Holds", Samples.OfOneShape(), _ => cases++, count: 25);
        Assert.Equal(25, cases);
    }

    [Fact]
    public void Check_OfAPropertyThatFails_ShrinksToTheSmallestCaseAndSaysEverything()
    {
        var error = Fails();
        var lines = error.Message.Split('\n');
        Assert.Equal("Sizes stay below 4 does not hold.", lines[0]);
        Assert.Matches(@"^  smallest case: shapes \[(4|2, 2)\], values of seed \d+$", lines[1]);
        Assert.Matches(@"^  first case: shapes \[.*\], values of seed \d+$", lines[2]);
        Assert.Equal($"  replay seed: {error.ReplaySeed}", lines[3]);
        Assert.Matches(@"^ArgumentException: \d+ elements$", lines[4]);
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    [Fact]
    public void Check_WithTheSeedOfAFailure_MeetsItAgainAtOnce()
    {
        var error = Fails();
        var cases = new List<Sample>();
        var again = Assert.Throws<PropertyFailedException>(() => PropertyRunner.Check(
            "Sizes stay below 4", Samples.OfOneShape(), sample =>
            {
                cases.Add(sample);
                BelowFour(sample);
            }, error.ReplaySeed));
        Assert.Contains(cases[0].ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message.Split('\n')[..3], again.Message.Split('\n')[..3]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2")]
    [InlineData("a,b,c")]
    public void Check_WithASeedThatIsNone_Throws(string seed) =>
        Assert.Throws<FormatException>(() => PropertyRunner.Check("Any", Samples.OfOneShape(), _ => { }, seed));

    private static PropertyFailedException Fails() => Assert.Throws<PropertyFailedException>(() =>
        PropertyRunner.Check("Sizes stay below 4", Samples.OfOneShape(), BelowFour, count: 200));

    private static void BelowFour(Sample sample)
    {
        if (sample.Shapes[0].Size >= 4)
            throw new ArgumentException($"{sample.Shapes[0].Size} elements");
    }

    [Fact]
    public void Check_WithTheSeedInTheEnvironment_TriesTheSameCases_OthersForEachName()
    {
        var before = Environment.GetEnvironmentVariable(PropertyRunner.SeedVariable);
        Environment.SetEnvironmentVariable(PropertyRunner.SeedVariable, "3");
        try
        {
            Assert.Equal(Cases("one"), Cases("one"));
            Assert.NotEqual(Cases("one"), Cases("two"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(PropertyRunner.SeedVariable, before);
        }

        static List<int> Cases(string name)
        {
            var cases = new List<int>();
            PropertyRunner.Check(name, Samples.OfOneShape(withEmpty: true), sample => cases.Add(sample.Seed), count: 20);
            return cases;
        }
    }
}
