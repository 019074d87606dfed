using System.Globalization;
using System.Reflection;
using System.Text;
using AutoGrad.Tests.CornerCases;

namespace AutoGrad.Tests.Primitives;

/// <summary>The table of all public operations, as Markdown, made from the tables that the tests run.</summary>
internal static class OperationTable
{
    public const string Variable = "AUTOGRAD_WRITE_TABLE";

    private const string Introduction = $"""
        # Operations

        This table is generated from the rows and the corner cases that the tests run: to write it again after a change, run
        `{Variable}=1 dotnet test tests/AutoGrad.Tests -c Release --filter FullyQualifiedName~OperationTable`. A ✓ is a derivative that the laws check
        in each row, 0 one that is zero wherever there is one (as the second of operations that are linear, or so piece by piece), and «none» says why there
        is none; an operation has as many corner cases as call it by its name.

        | operation | formula | reverse | forward | second order | rows | corner cases |
        |---|---|---|---|---|---|---|

        """;

    public static string Write()
    {
        var corners = CornerCase.All.Where(CornerFunctions<double>.Has).SelectMany(corner => CalledOperations.Of(CornerFunctions<double>.Of(corner)))
            .CountBy(called => called).ToDictionary();
        var text = new StringBuilder(Introduction);
        foreach (var name in Names())
        {
            var facts = new OperationFacts(name);
            text.Append(CultureInfo.InvariantCulture,
                $"| `{name}` | {facts.Formula} | {facts.Reverse} | {facts.Forward} | {facts.SecondOrder} | {facts.Rows.Length} | {corners.GetValueOrDefault(name)} |\n");
        }
        return text.ToString();
    }

    private static IEnumerable<string> Names() => typeof(Op).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Select(method => method.Name).Distinct().Order(StringComparer.Ordinal);
}
