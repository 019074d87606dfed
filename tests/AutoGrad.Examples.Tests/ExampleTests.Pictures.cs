namespace AutoGrad.Examples.Tests;

public sealed partial class ExampleTests
{
    /// <summary>Names the programs, with commas between, whose pictures are to be made again, or is <c>all</c>.</summary>
    private const string PicturesVariable = "AUTOGRAD_WRITE_PICTURES";

    [Fact]
    public void Pictures_AreMadeAgain_WhereAsked()
    {
        var asked = Environment.GetEnvironmentVariable(PicturesVariable) ?? "";
        var programs = asked == "all" ? ExampleList.Charts.Keys : asked.Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var program in programs)
        {
            Run($"{program}.cs");
            File.Copy(ExampleList.Choose(program, _pages), Path.Combine(ExampleList.Pictures, $"{program}.svg"), overwrite: true);
        }
        Assert.All(programs, program => Assert.Equal(ExampleList.Charts[program], ExampleList.TitleOf(Path.Combine(ExampleList.Pictures, $"{program}.svg"))));
    }
}
