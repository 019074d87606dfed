using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Tests.Writing;

public sealed class ProgramSourceTests
{
    private const string Text = """
        page.Code();

        var a = 1;
        if (a > 0)
        {
            page.Print(a);
        }

        page.Text("x");
        void F()
        {
            page.Code();
            a++;
            G();

        }
        """;

    [Theory]
    [InlineData(1, "var a = 1;\nif (a > 0)\n{\n    page.Print(a);\n}")]
    [InlineData(12, "a++;\nG();")]
    [InlineData(16, "")]
    [InlineData(0, "")]
    [InlineData(17, "")]
    public void SectionAfter_EndsAtTheNextCall_OrWithTheBlock(int line, string expected) =>
        Assert.Equal(expected, new ProgramSource(Text).SectionAfter(line));

    [Fact]
    public void SectionAfter_WorksWithOtherLineEndings() =>
        Assert.Equal("a;\nb;", new ProgramSource("page.Code();\r\na;\r\nb;\r\n").SectionAfter(1));

    [Fact]
    public void Find_NeedsTheFile()
    {
        Assert.Null(ProgramSource.Find("/nowhere/gone.cs"));
        Assert.Null(ProgramSource.Find(""));
    }
}
