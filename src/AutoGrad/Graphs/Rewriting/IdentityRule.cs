using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>
/// Two functions that are equal: where the operations of the left one are found, those of the right one are put. Elementwise, so that the
/// operands may have any shape; constants stand for scalars of the same bits.
/// </summary>
internal sealed class IdentityRule<T> : RewriteRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Graph<T> _left;

    /// <summary>Makes a rule of functions of as many variables as <paramref name="count"/> says.</summary>
    /// <param name="name">How it is called.</param>
    /// <param name="kind">What it may change.</param>
    /// <param name="count">The number of variables.</param>
    /// <param name="left">What is found.</param>
    /// <param name="right">What is put in its place.</param>
    /// <param name="constants">How many variables, the first ones, must be constants of one element; the others are none then. Null for any.</param>
    public IdentityRule(string name, RewriteKinds kind, int count, Func<Variable<T>[], Variable<T>> left, Func<Variable<T>[], Variable<T>> right, int? constants = null)
        : base(name, kind)
    {
        (Count, Left, Right, Constants) = (count, left, right, constants);
        _left = Graph.Trace<T>(v => [left(v)], Enumerable.Repeat(Shape.Scalar, count).ToArray());
    }

    /// <summary>The number of variables.</summary>
    public int Count { get; }

    /// <summary>How many of them, the first ones, must be constants; null where any may be one.</summary>
    public int? Constants { get; }

    public Func<Variable<T>[], Variable<T>> Left { get; }

    public Func<Variable<T>[], Variable<T>> Right { get; }

    public override Primitive<T>? Root => _left.Nodes[_left.Outputs[0]].Primitive;

    public override Variable<T>? TryRewrite(Rewriter<T> rewriter, Primitive<T> primitive, Variable<T>[] x, Shape shape)
    {
        var bound = new Variable<T>?[Count];
        var root = _left.Nodes[_left.Outputs[0]];
        for (var k = 0; k < x.Length; k++)
        {
            if (!Matches(rewriter, root.OperandArray[k], x[k], bound))
                return null;
        }
        return Op.BroadcastTo(Right(bound!), shape);
    }

    // The patterns are a few operations deep, whatever the program is.
    private bool Matches(Rewriter<T> rewriter, int place, Variable<T> x, Variable<T>?[] bound)
    {
        var pattern = _left.Nodes[place];
        if (pattern.IsInput)
        {
            if (Constants is { } constants && rewriter.IsConstant(x) != (place < constants))
                return false;
            bound[place] ??= x;
            return ReferenceEquals(bound[place], x);
        }
        if (pattern.Constant is { } constant)
            return rewriter.ScalarOf(x) is { } value && value == constant.Values[0] && T.IsNegative(value) == T.IsNegative(constant.Values[0]);
        if (rewriter.OperationOf(x) is not { } node || !node.Primitive.Equals(pattern.Primitive))
            return false;
        for (var k = 0; k < node.Inputs.Length; k++)
        {
            if (!Matches(rewriter, pattern.OperandArray[k], node.Inputs[k], bound))
                return false;
        }
        return true;
    }
}
