using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoGrad.Examples.Tests;

/// <summary>Compiles a program with top-level statements in memory, with warnings as errors, and runs it.</summary>
internal static class ProgramCompiler
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Runs a program and gives what it wrote.</summary>
    public static string Run(string code)
    {
        using var image = new MemoryStream();
        var result = Compile(code).Emit(image);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(result.Success, $"{string.Join('\n', errors)}\n{code}");
        image.Position = 0;
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var entry = context.LoadFromStream(image).EntryPoint!;
        var console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            entry.Invoke(null, entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        catch (TargetInvocationException exception)
        {
            throw new InvalidOperationException($"The program threw {exception.InnerException}", exception);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }
        return output.ToString();
    }

    private static CSharpCompilation Compile(string code)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error);
        return CSharpCompilation.Create(
            "program",
            [CSharpSyntaxTree.ParseText(code, parsing), CSharpSyntaxTree.ParseText(ImplicitUsings, parsing)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            options);
    }
}
