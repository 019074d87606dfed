using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>
/// A tracer that writes less than it is told: what is constant is computed, what was written before is used again, and what a rule can write
/// differently is. The operations of a rule's result go the same way.
/// </summary>
internal sealed class Rewriter<T>(RewriteRules<T> rules, int maximumSteps = int.MaxValue) : Tracer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LargestFolded = 64;
    private const int ExplainedDepth = 2;

    private readonly Dictionary<OperationKey, Variable<T>> _known = [];
    private readonly Dictionary<(T Value, bool IsNegative), Variable<T>> _scalars = [];
    private readonly HashSet<Variable<T>> _constant = new(ReferenceEqualityComparer.Instance);
    private readonly List<RewriteStep> _fired = [];

    /// <summary>What was rewritten, one after the other.</summary>
    public IReadOnlyList<RewriteStep> Fired => _fired;

    /// <summary>Whether the steps tell what was rewritten, and not only by which rule.</summary>
    public bool Explains { get; init; }

    /// <summary>The operation whose result a variable is, or null.</summary>
    public Node<T>? OperationOf(Variable<T> x) => Record.Owns(x) ? Record[x.Index] : null;

    /// <summary>Whether a variable of one element is known before the program runs: a number, one that has a name, or computed from such.</summary>
    public bool IsConstant(Variable<T> x) => x.Shape.Size == 1 && (!x.IsTraced || _constant.Contains(x));

    /// <summary>The value of a scalar constant, or null.</summary>
    public T? ScalarOf(Variable<T> x) => !x.IsTraced && x.Shape.Size == 1 && !Names.ContainsKey(x) ? x.Values[0] : null;

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        for (var k = 0; k < inputs.Length; k++)
            inputs[k] = Shared(inputs[k]);
        if (!primitive.IsPure)
            return base.Apply(primitive, inputs, shape);
        if (_fired.Count < maximumSteps)
        {
            if (IsFoldable(primitive, inputs, shape))
                return Fire("a constant is computed", RewriteKinds.Exact, primitive, inputs, Folded(primitive, inputs, shape));
            foreach (var rule in rules.Of(primitive))
            {
                if (rule.TryRewrite(this, primitive, inputs, shape) is { } better)
                    return Fire(rule.Name, rule.Kind, primitive, inputs, better);
            }
        }
        // A mask of a rule is constant around almost every point, one of the user's own is not: they are not the same.
        var isFromRule = Record.IsFromRule(Record.Count) && primitive.WhyNotDifferentiable(0) is not null;
        var key = new OperationKey(primitive, inputs, isFromRule);
        if (_known.TryGetValue(key, out var known))
            return _fired.Count < maximumSteps ? Fire("the same was computed before", RewriteKinds.Exact, primitive, inputs, known) : base.Apply(primitive, inputs, shape);
        var output = base.Apply(primitive, inputs, shape);
        if (inputs.Length > 0 && Array.TrueForAll(inputs, IsConstant))
            _constant.Add(output);
        _known.Add(key, output);
        return output;
    }

    private Variable<T> Fire(string rule, RewriteKinds kind, Primitive<T> primitive, Variable<T>[] inputs, Variable<T> result)
    {
        _fired.Add(Explains
            ? new(rule, kind, primitive.Write(Array.ConvertAll(inputs, x => FormulaOf(x, ExplainedDepth))).ToString(), FormulaOf(result, ExplainedDepth + 1).ToString())
            : new(rule, kind, "", ""));
        return result;
    }

    // A few operations deep; what lies deeper is shown by its number.
    private Formula FormulaOf(Variable<T> x, int depth)
    {
        if (Names.TryGetValue(x, out var name))
            return Formula.Symbol(name);
        if (Record.Owns(x))
        {
            var node = Record[x.Index];
            if (depth == 0)
                return Formula.Symbol($"v{x.Index}");
            return node.Primitive.IsSilent
                ? FormulaOf(node.Inputs[0], depth)
                : node.Primitive.Write(Array.ConvertAll(node.Inputs, input => FormulaOf(input, depth - 1)));
        }
        if (!x.IsTraced)
            return x.Shape.Size == 1 ? Formula.Number(double.CreateTruncating(x.Values[0])) : Formula.Symbol($"constant {x.Shape}");
        return Formula.Symbol(x.Origin is State<T> state ? state.Name : InputNames[Inputs.ToList().IndexOf(x)]);
    }

    /// <summary>What the inputs are called.</summary>
    public string[] InputNames { get; init; } = [];

    // Equal scalar constants are one variable, so that what is computed from them is found again.
    private Variable<T> Shared(Variable<T> x)
    {
        if (x.Shape.Rank > 0 || ScalarOf(x) is not { } value || T.IsNaN(value))
            return x;
        if (!_scalars.TryGetValue((value, T.IsNegative(value)), out var shared))
            _scalars.Add((value, T.IsNegative(value)), shared = x);
        return shared;
    }

    // A number that is repeated stays one number.
    private bool IsFoldable(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        var largest = primitive.IsStretch ? inputs[0].Shape.Size : LargestFolded;
        foreach (var x in inputs)
        {
            if (x.IsTraced || Names.ContainsKey(x))
                return false;
            largest = Math.Max(largest, x.Shape.Size);
        }
        return inputs.Length > 0 && shape.Size <= largest;
    }

    private static Variable<T> Folded(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        if (primitive.SharesStorage)
            return new(shape, inputs[0].Storage);
        var output = Variable.Uninitialized<T>(shape, out var elements);
        primitive.Evaluate(inputs, elements);
        return output;
    }

    private readonly struct OperationKey(Primitive<T> primitive, Variable<T>[] inputs, bool isFromRule) : IEquatable<OperationKey>
    {
        private readonly Primitive<T> _primitive = primitive;
        private readonly Variable<T>[] _inputs = inputs;
        private readonly bool _isFromRule = isFromRule;

        public bool Equals(OperationKey other)
        {
            if (_inputs.Length != other._inputs.Length || _isFromRule != other._isFromRule)
                return false;
            for (var k = 0; k < _inputs.Length; k++)
            {
                if (!ReferenceEquals(_inputs[k], other._inputs[k]))
                    return false;
            }
            return _primitive.Equals(other._primitive);
        }

        public override bool Equals(object? obj) => obj is OperationKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_primitive);
            foreach (var x in _inputs)
                hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(x));
            return hash.ToHashCode();
        }
    }
}
