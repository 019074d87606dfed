using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>
/// Rules that bring formulas to the form in which one writes them: one constant in front, signs and constants out of sums, factors in the order
/// in which they came. They change the rounding, or where a function exists.
/// </summary>
internal static class ReadingRules
{
    public static IEnumerable<RewriteRule<T>> Of<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Constants are c and d; what is none is x, y and z.
        yield return Of<T>("x·c = c·x", 1, 2, v => v[1] * v[0], v => v[0] * v[1]);
        yield return Of<T>("c·(d·x) = (c·d)·x", 2, 3, v => v[0] * (v[1] * v[2]), v => v[0] * v[1] * v[2]);
        yield return Of<T>("(c·x)·y = c·(x·y)", 1, 3, v => v[0] * v[1] * v[2], v => v[0] * (v[1] * v[2]));
        yield return Of<T>("x·(c·y) = c·(x·y)", 1, 3, v => v[1] * (v[0] * v[2]), v => v[0] * (v[1] * v[2]));
        yield return Of<T>("(c·x)/y = c·(x/y)", 1, 3, v => v[0] * v[1] / v[2], v => v[0] * (v[1] / v[2]));
        yield return Of<T>("x/(c·y) = (1/c)·(x/y)", 1, 3, v => v[1] / (v[0] * v[2]), v => 1 / v[0] * (v[1] / v[2]));
        yield return Of<T>("x/c = (1/c)·x", 1, 2, v => v[1] / v[0], v => 1 / v[0] * v[1]);
        yield return Of<T>("-(c·x) = (-c)·x", 1, 2, v => -(v[0] * v[1]), v => -v[0] * v[1]);
        yield return Of<T>("c·(-x) = (-c)·x", 1, 2, v => v[0] * -v[1], v => -v[0] * v[1]);
        yield return Of<T>("c⁻¹ = 1/c", 1, 1, v => Op.Reciprocal(v[0]), v => 1 / v[0]);
        yield return Of<T>("x·y⁻¹ = x/y", 0, 2, v => v[0] * Op.Reciprocal(v[1]), v => v[0] / v[1]);
        yield return Of<T>("(c/d)·b = (c·b)/d", 3, 3, v => v[0] / v[1] * v[2], v => v[0] * v[2] / v[1]);
        yield return Of<T>("b·(c/d) = (b·c)/d", 3, 3, v => v[2] * (v[0] / v[1]), v => v[2] * v[0] / v[1]);
        yield return Of<T>("-(c/d) = (-c)/d", 2, 2, v => -(v[0] / v[1]), v => -v[0] / v[1]);
        yield return Of<T>("x·(y·z) = (x·y)·z", 0, 3, v => v[0] * (v[1] * v[2]), v => v[0] * v[1] * v[2]);
        yield return Of<T>("(-x)·y = -(x·y)", 0, 2, v => -v[0] * v[1], v => -(v[0] * v[1]));
        yield return Of<T>("x·(-y) = -(x·y)", 0, 2, v => v[0] * -v[1], v => -(v[0] * v[1]));
        yield return Of<T>("(-x)/y = -(x/y)", 0, 2, v => -v[0] / v[1], v => -(v[0] / v[1]));
        yield return Of<T>("x + x = 2·x", null, 1, v => v[0] + v[0], v => 2 * v[0]);
        yield return Of<T>("x·x = x²", null, 1, v => v[0] * v[0], v => Op.Square(v[0]));
        yield return Of<T>("x + 0 = x", null, 1, v => v[0] + 0, v => v[0]);
        yield return Of<T>("0 + x = x", null, 1, v => 0 + v[0], v => v[0]);
        yield return new LinearRule<T>();
        yield return Domain<T>("x - x = 0", v => v - v, v => Variable.Scalar(T.Zero));
        yield return Domain<T>("ln(eˣ) = x", v => Op.Log(Op.Exp(v)), v => v);
        yield return Domain<T>("e^(ln x) = x", v => Op.Exp(Op.Log(v)), v => v);
        yield return Domain<T>("(√x)² = x", v => Op.Square(Op.Sqrt(v)), v => v);
        yield return Domain<T>("√(x²) = |x|", v => Op.Sqrt(Op.Square(v)), Op.Abs);
    }

    private static IdentityRule<T> Of<T>(string name, int? constants, int count, Func<Variable<T>[], Variable<T>> left, Func<Variable<T>[], Variable<T>> right)
        where T : unmanaged, IFloatingPointIeee754<T> => new(name, RewriteKinds.Reassociating, count, left, right, constants);

    private static IdentityRule<T> Domain<T>(string name, Func<Variable<T>, Variable<T>> left, Func<Variable<T>, Variable<T>> right)
        where T : unmanaged, IFloatingPointIeee754<T> => new(name, RewriteKinds.DomainChanging, 1, v => left(v[0]), v => right(v[0]));

    /// <summary>A constant factor or a sign comes out of whatever is linear, a sum above all.</summary>
    private sealed class LinearRule<T>() : RewriteRule<T>("f(c·x) = c·f(x)", RewriteKinds.Reassociating) where T : unmanaged, IFloatingPointIeee754<T>
    {
        private static readonly Primitive<T> Product = Graph.Trace<T>((Variable<T> a, Variable<T> b) => a * b, [], []).Nodes[^1].Primitive!;
        private static readonly Primitive<T> Negative = Graph.Trace<T>((Variable<T> a) => -a, []).Nodes[^1].Primitive!;

        public override Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape)
        {
            // Of several inputs that are linear together, none can give its factor away alone.
            if ((x.Length > 1 && primitive is LinearPrimitive<T>) || (shape.Size == 1 && primitive.SharesStorage))
                return null;
            for (var k = 0; k < x.Length; k++)
            {
                if (!primitive.IsHomogeneousIn(k) || rewriter.OperationOf(x[k]) is not { } inner)
                    continue;
                var operands = x.ToArray();
                if (inner.Primitive.Equals(Negative))
                {
                    operands[k] = inner.Inputs[0];
                    return -primitive.Apply(operands);
                }
                if (inner.Primitive.Equals(Product) && rewriter.IsConstant(inner.Inputs[0]) && inner.Inputs[1].Shape.Equals(x[k].Shape))
                {
                    operands[k] = inner.Inputs[1];
                    return Op.Reshape(inner.Inputs[0], []) * primitive.Apply(operands);
                }
            }
            return null;
        }
    }
}
