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

    private readonly Dictionary<OperationKey, Variable<T>> _known = [];
    private readonly Dictionary<(T Value, bool IsNegative), Variable<T>> _scalars = [];
    private readonly List<string> _fired = [];

    /// <summary>The names of the rules that applied, one after the other.</summary>
    public IReadOnlyList<string> Fired => _fired;

    /// <summary>The operation whose result a variable is, or null.</summary>
    public Node<T>? OperationOf(Variable<T> x) => Record.Owns(x) ? Record[x.Index] : null;

    /// <summary>The value of a scalar constant, or null.</summary>
    public static T? ScalarOf(Variable<T> x) => !x.IsTraced && x.Shape.Rank == 0 ? x.Values[0] : null;

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        for (var k = 0; k < inputs.Length; k++)
            inputs[k] = Shared(inputs[k]);
        if (!primitive.IsPure)
            return base.Apply(primitive, inputs, shape);
        if (_fired.Count < maximumSteps)
        {
            if (IsFoldable(inputs, shape))
                return Fire("constant", Folded(primitive, inputs, shape));
            foreach (var rule in rules.Of(primitive))
            {
                if (rule.TryRewrite(this, primitive, inputs, shape) is { } better)
                    return Fire(rule.Name, better);
            }
        }
        // A mask of a rule is constant around almost every point, one of the user's own is not: they are not the same.
        var isFromRule = Record.IsFromRule(Record.Count) && primitive.WhyNotDifferentiable(0) is not null;
        var key = new OperationKey(primitive, inputs, isFromRule);
        if (_known.TryGetValue(key, out var known))
            return _fired.Count < maximumSteps ? Fire("common subexpression", known) : base.Apply(primitive, inputs, shape);
        var output = base.Apply(primitive, inputs, shape);
        _known.Add(key, output);
        return output;
    }

    private Variable<T> Fire(string rule, Variable<T> result)
    {
        _fired.Add(rule);
        return result;
    }

    // Equal scalar constants are one variable, so that what is computed from them is found again.
    private Variable<T> Shared(Variable<T> x)
    {
        if (ScalarOf(x) is not { } value || T.IsNaN(value))
            return x;
        if (!_scalars.TryGetValue((value, T.IsNegative(value)), out var shared))
            _scalars.Add((value, T.IsNegative(value)), shared = x);
        return shared;
    }

    private static bool IsFoldable(Variable<T>[] inputs, Shape shape)
    {
        var largest = LargestFolded;
        foreach (var x in inputs)
        {
            if (x.IsTraced)
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
