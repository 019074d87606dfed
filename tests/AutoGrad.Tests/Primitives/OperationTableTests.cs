namespace AutoGrad.Tests.Primitives;

public class OperationTableTests
{
    [Fact]
    public void File_IsWhatTheTablesSay()
    {
        var path = Path.Combine(Root(), "src", "AutoGrad", "Primitives", "README.md");
        var expected = OperationTable.Write();
        if (Environment.GetEnvironmentVariable(OperationTable.Variable) == "1")
            File.WriteAllText(path, expected);
        Expect.True(File.Exists(path) && File.ReadAllText(path) == expected, $"{path} is stale: set {OperationTable.Variable}=1 and run this test again.");
    }

    [Fact]
    public void Table_TellsDerivativesApart()
    {
        Assert.Equal(("✓", "✓", "✓"), SignsOf(nameof(Op.Tanh)));
        Assert.Equal(("✓", "✓", "0"), SignsOf(nameof(Op.Relu)));
        Assert.Equal(("0", "0", "0"), SignsOf(nameof(Op.Floor)));
        Assert.StartsWith("none: ", SignsOf(nameof(Op.Greater)).Reverse, StringComparison.Ordinal);
    }

    [Fact]
    public void CalledOperations_AreThoseOfTheCode()
    {
        Func<Variable<double>[], Variable<double>> function = x => Op.Mean(x[0] * Op.Trace(x[1]));
        Assert.Equal([nameof(Op.Mean), nameof(Op.Multiply), nameof(Op.Trace)], CalledOperations.Of(function).Order(StringComparer.Ordinal));
    }

    private static (string Reverse, string Forward, string SecondOrder) SignsOf(string name)
    {
        var facts = new OperationFacts(name);
        return (facts.Reverse, facts.Forward, facts.SecondOrder);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AutoGrad.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return folder.FullName;
    }
}
