using System.Text.RegularExpressions;

namespace AutoGrad.Examples.Tests;

/// <summary>The C# code in the README and in the guide for contributors is compiled and run, and prints what they say.</summary>
public partial class MarkdownTests
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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TestClass_OfTheReadme_CompilesAndItsTestPasses(int index) => ProgramCompiler.Run($"{UsingsOfTests}\n{RunsTests}\n{Snippet(index)}\n{Attributes}");

    [Fact]
    public void TestClasses_OfTheReadme_AreOneForEachFramework() =>
        Assert.Equal(["[Fact]", "[Test]", "[TestMethod]"], MarkdownCode.Snippets("README.md").Select(code => TestAttribute().Match(code).Value));

    [Fact]
    public void TestClass_WithAWrongDerivative_Fails()
    {
        var wrong = Snippet(0).Replace("Atan(x) * x", "StopGradient(Atan(x)) * x", StringComparison.Ordinal);
        var error = Assert.Throws<InvalidOperationException>(() => ProgramCompiler.Run($"{UsingsOfTests}\n{RunsTests}\n{wrong}\n{Attributes}"));
        Assert.Contains("f: Reverse mode is wrong.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_HasPrograms() => Assert.True(MarkdownCode.Blocks("README.md").Count >= 3);

    private const string UsingsOfTests = "using AutoGrad; using AutoGrad.Testing; using static AutoGrad.Op;";

    // What a runner does: each method with one of the attributes is called.
    private const string RunsTests = """
        var tests = System.Reflection.Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(true).Any(attribute => attribute is FactAttribute or TestAttribute or TestMethodAttribute)).ToList();
        if (tests.Count != 1)
            throw new InvalidOperationException($"{tests.Count} tests");
        tests[0].Invoke(Activator.CreateInstance(tests[0].DeclaringType!), null);
        """;

    // Stand-ins for those of the frameworks, of which only one is referenced here.
    private const string Attributes = """
        public sealed class FactAttribute : Attribute;
        public sealed class TestAttribute : Attribute;
        public sealed class TestClassAttribute : Attribute;
        public sealed class TestMethodAttribute : Attribute;
        """;

    private static string Snippet(int index) => MarkdownCode.Snippets("README.md")[index];

    [GeneratedRegex(@"\[(Fact|Test|TestMethod)\]")]
    private static partial Regex TestAttribute();
}
