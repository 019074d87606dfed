namespace AutoGrad.Tests.Primitives;

/// <summary>Every operation is written as text and as LaTeX.</summary>
public class NotationLaws : PrimitiveLaws
{
    [Theory]
    [MemberData(nameof(RowNames))]
    public void EveryOperation_IsWritten_AsTextAndAsLatex(string name)
    {
        var row = PrimitiveCases<double>.Named(name);
        Check(nameof(EveryOperation_IsWritten_AsTextAndAsLatex), row, sample =>
        {
            using var tape = new Tape<double>();
            row.Function(sample.Inputs<double>(row.Domains));
            foreach (ref var node in tape.Record.Nodes)
            {
                var operands = node.Inputs.Select((_, i) => Formula.Symbol($"q{i}")).ToArray();
                var formula = node.Primitive.Write(operands);
                var (text, latex) = (formula.ToString(), formula.ToLatex());
                AssertBalanced(text, "(", ")");
                AssertBalanced(latex, "{", "}");
                AssertBalanced(latex, @"\left", @"\right");
                Assert.All(operands, operand => Assert.Contains(operand.ToString(), text, StringComparison.Ordinal));
                Assert.All(operands, operand => Assert.Contains(operand.ToLatex(), latex, StringComparison.Ordinal));
            }
        });
    }

    private static void AssertBalanced(string formula, string open, string close)
    {
        Assert.False(string.IsNullOrWhiteSpace(formula));
        var depth = 0;
        for (var i = 0; i < formula.Length; i++)
        {
            if (string.CompareOrdinal(formula, i, open, 0, open.Length) == 0)
                depth++;
            else if (string.CompareOrdinal(formula, i, close, 0, close.Length) == 0)
                depth--;
            Assert.True(depth >= 0, formula);
        }
        Assert.True(depth == 0, formula);
    }
}
