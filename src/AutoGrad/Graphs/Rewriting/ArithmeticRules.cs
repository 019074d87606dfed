using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>Identities of elementwise operations.</summary>
internal static class ArithmeticRules
{
    public static IEnumerable<RewriteRule<T>> Of<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        // x + 0 is no such rule: it makes 0 of -0.
        yield return One<T>("x·1 = x", x => x * 1, x => x);
        yield return One<T>("1·x = x", x => 1 * x, x => x);
        yield return One<T>("x/1 = x", x => x / 1, x => x);
        yield return One<T>("x - 0 = x", x => x - 0, x => x);
        yield return One<T>("x + -0 = x", x => x + -0.0, x => x);
        yield return One<T>("-0 + x = x", x => -0.0 + x, x => x);
        yield return One<T>("-(-x) = x", x => -(-x), x => x);
        yield return One<T>("x·-1 = -x", x => x * -1, x => -x);
        yield return One<T>("-1·x = -x", x => -1 * x, x => -x);
        yield return One<T>("x/-1 = -x", x => x / -1, x => -x);
        yield return Two<T>("(-a)·(-b) = a·b", (a, b) => -a * -b, (a, b) => a * b);
        yield return Two<T>("(-a)/(-b) = a/b", (a, b) => -a / -b, (a, b) => a / b);
        yield return Two<T>("a - (-b) = a + b", (a, b) => a - -b, (a, b) => a + b);
        yield return Two<T>("a + (-b) = a - b", (a, b) => a + -b, (a, b) => a - b);
        yield return Two<T>("(-a) + b = b - a", (a, b) => -a + b, (a, b) => b - a);
        yield return One<T>("(-x)² = x²", x => Op.Square(-x), Op.Square);
        yield return One<T>("|-x| = |x|", x => Op.Abs(-x), Op.Abs);
        yield return One<T>("||x|| = |x|", x => Op.Abs(Op.Abs(x)), Op.Abs);
        yield return One<T>("relu(relu(x)) = relu(x)", x => Op.Relu(Op.Relu(x)), Op.Relu);
    }

    private static IdentityRule<T> One<T>(string name, Func<Variable<T>, Variable<T>> left, Func<Variable<T>, Variable<T>> right)
        where T : unmanaged, IFloatingPointIeee754<T> => new(name, RewriteKinds.Exact, 1, v => left(v[0]), v => right(v[0]));

    private static IdentityRule<T> Two<T>(string name, Func<Variable<T>, Variable<T>, Variable<T>> left, Func<Variable<T>, Variable<T>, Variable<T>> right)
        where T : unmanaged, IFloatingPointIeee754<T> => new(name, RewriteKinds.Exact, 2, v => left(v[0], v[1]), v => right(v[0], v[1]));
}
