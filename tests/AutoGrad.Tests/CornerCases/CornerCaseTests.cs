using Xunit.Abstractions;

namespace AutoGrad.Tests.CornerCases;

/// <summary>All corner cases: run, and where they are not run or differ, explained.</summary>
public class CornerCaseTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids => [.. CornerCase.All.Where(CornerFunctions<double>.Has).Select(of => of.Id)];

    public static TheoryData<string> EngineIds => [.. EngineCases.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_Matches(string id)
    {
        var of = CornerCase.All.Single(of => of.Id == id);
        var differences = CornerRun.DifferencesOf(of);
        var said = CornerDifferences.All.GetValueOrDefault(id, []).ToDictionary(difference => difference.Output, difference => difference.Places);
        Expect.True(Text(differences) == Text(said), $"{CornerRun.Describe(of, differences)}  said: {Text(said)}");
    }

    [Theory]
    [MemberData(nameof(EngineIds))]
    public void EngineCase_Matches(string id) => EngineCases.All[id]();

    [Fact]
    public void EveryCase_IsRunOrExplained()
    {
        string[] all = [.. CornerCase.All.Select(of => of.Id)];
        string[] run = [.. CornerCase.All.Where(CornerFunctions<double>.Has).Select(of => of.Id), .. EngineCases.All.Keys];
        output.WriteLine($"{all.Length} cases: {run.Length} run, {CornerDifferences.All.Count} of them with differences, {CornerExclusions.All.Count} not run.");
        Assert.Equal(434, all.Length);
        Assert.Empty(all.Except(run).Except(CornerExclusions.All.Keys));
        Assert.Empty(run.Intersect(CornerExclusions.All.Keys));
        Assert.Empty(CornerExclusions.All.Keys.Except(all));
        Assert.Empty(CornerDifferences.All.Keys.Except(run));
        Assert.Empty(CornerFunctions<double>.Names.Except(CornerCase.All.SelectMany(of => new[] { of.Id, of.Operation })));
    }

    private static string Text(Dictionary<string, int[]> places) =>
        string.Join("; ", places.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} at ({string.Join(", ", pair.Value)})"));
}
