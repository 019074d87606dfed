using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>Rules about what moves, repeats and renames elements, whatever operation it is.</summary>
internal static class ShapingRules
{
    public static IEnumerable<RewriteRule<T>> Of<T>() where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        new IdentityOperationRule<T>(), new MergedOperationsRule<T>(), new StretchedOperandRule<T>(),
    ];

    /// <summary>An operation that changes nothing: a reshape to the same shape, a permutation that moves no axis.</summary>
    private sealed class IdentityOperationRule<T>() : RewriteRule<T>("nothing changes", RewriteKinds.Exact) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape) =>
            x.Length == 1 && primitive.IsIdentityOn(x[0].Shape) ? x[0] : null;
    }

    /// <summary>One operation for two of a kind: reshapes, permutations, broadcasts.</summary>
    private sealed class MergedOperationsRule<T>() : RewriteRule<T>("two in one", RewriteKinds.Exact) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape) =>
            x.Length == 1 && rewriter.OperationOf(x[0]) is { Inputs.Length: 1 } inner && primitive.After(inner.Primitive) is { } both ? both.Apply(inner.Inputs) : null;
    }

    /// <summary>An operand that was broadcast needs not be, where the operation itself does it and another operand has the whole shape.</summary>
    private sealed class StretchedOperandRule<T>() : RewriteRule<T>("broadcast once", RewriteKinds.Exact) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape)
        {
            if (primitive is not ElementwisePrimitive<T> || x.Length < 2)
                return null;
            if (shape.Size == 1)
            {
                // Among single elements a change of shape comes last.
                var elements = Array.ConvertAll(x, operand => rewriter.OperationOf(operand) is { Primitive.SharesStorage: true } inner ? inner.Inputs[0] : operand);
                return elements.AsSpan().SequenceEqual(x) ? null : Op.Reshape(primitive.Apply(elements), shape);
            }
            for (var k = 0; k < x.Length; k++)
            {
                if (rewriter.OperationOf(x[k]) is not { } stretch || !(stretch.Primitive.IsStretch || (stretch.Primitive.SharesStorage && x[k].Shape.Size == 1)))
                    continue;
                var operands = x.ToArray();
                operands[k] = stretch.Inputs[0];
                if (primitive.InferShape(operands).Equals(shape))
                    return primitive.Apply(operands);
            }
            return null;
        }
    }
}
