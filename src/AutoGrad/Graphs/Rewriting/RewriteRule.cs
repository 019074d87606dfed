using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>One way to write an operation differently.</summary>
/// <param name="name">How it is called where a rewriting is explained, such as <c>x·1 = x</c>.</param>
/// <param name="kind">What it may change.</param>
internal abstract class RewriteRule<T>(string name, RewriteKinds kind) where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name => name;

    public RewriteKinds Kind => kind;

    /// <summary>The operation that it begins with, or null where it may be any.</summary>
    public virtual Primitive<T>? Root => null;

    /// <summary>What to use instead, made by operations in the open recorder; null where the rule does not apply.</summary>
    /// <param name="rewriter">Tells what operation a variable is the result of.</param>
    /// <param name="primitive">The operation.</param>
    /// <param name="x">Its operands, which are rewritten already.</param>
    /// <param name="shape">The shape of its result.</param>
    public abstract Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape);
}
