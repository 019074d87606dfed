namespace AutoGrad.Examples.Tests;

/// <summary>The C# code in the README and in the guide for contributors is compiled and run, and prints what they say.</summary>
public class MarkdownTests
{
    public static TheoryData<string, int> Programs()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in new[] { "README.md", "CONTRIBUTING.md" })
        {
            for (var i = 0; i < MarkdownCode.Blocks(file).Count; i++)
                data.Add(file, i);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_PrintsWhatTheTextSays(string file, int index)
    {
        var (code, expected) = MarkdownCode.Blocks(file)[index];
        Assert.NotNull(expected);
        Assert.Equal(expected.TrimEnd(), ProgramCompiler.Run(code).TrimEnd());
    }

    [Fact]
    public void Readme_HasPrograms() => Assert.True(MarkdownCode.Blocks("README.md").Count >= 3);
}
