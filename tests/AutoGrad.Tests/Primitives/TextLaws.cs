using System.Numerics;

namespace AutoGrad.Tests.Primitives;

/// <summary>Programs that are written read back as the same.</summary>
public class TextLaws : PrimitiveLaws
{
    // Its arguments are functions.
    private static readonly string[] Unwritable = ["Custom"];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Text_ReadsBackAsTheSameProgram(string row, string type) => InType(row, type, TextReadsBack, TextReadsBack);

    private static void TextReadsBack<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Untraceable.Contains(row.Operation))
            return;
        Check(nameof(Text_ReadsBackAsTheSameProgram), row, sample =>
        {
            var x = sample.Inputs<T>(row.Domains);
            var shapes = Array.ConvertAll(x, input => input.Shape);
            var graph = Graph.Trace<T>(v => row.Derivative == Derivative.Exists ? [row.Function(v), .. Products(row, v)] : [row.Function(v)], shapes);
            if (Unwritable.Contains(row.Operation))
            {
                Assert.StartsWith("ToString: needs operations whose arguments are numbers", Assert.Throws<GraphTextException>(graph.ToString).Message, StringComparison.Ordinal);
                return;
            }
            var text = graph.ToString();
            var read = Graph.Parse<T>(text);
            Assert.Equal(text, read.ToString());
            Assert.True(graph.Equals(read));
            if (!graph.Nodes.All(node => node.Primitive?.IsPure != false))
                return;
            var (expected, actual) = (graph.Apply(x), read.Apply(x));
            for (var i = 0; i < expected.Length; i++)
                AssertSameBits(expected[i], actual[i], row.Name);
        });
    }

    private static Variable<T>[] Products<T>(PrimitiveCase<T> row, Variable<T>[] v) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (function, point) = Differentiable(row, v);
        return Differentiate.Vjp(function, point, Op.Cos(row.Function(v))).Product;
    }
}
