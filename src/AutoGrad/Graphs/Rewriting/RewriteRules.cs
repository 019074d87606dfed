using System.Numerics;

namespace AutoGrad.Graphs.Rewriting;

/// <summary>The rules of some kinds, by the operation that they begin with.</summary>
internal sealed class RewriteRules<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly RewriteRules<T>?[] Cached = new RewriteRules<T>?[(int)RewriteKinds.All + 1];

    private readonly Dictionary<Primitive<T>, RewriteRule<T>[]> _byRoot;
    private readonly RewriteRule<T>[] _rest;

    private RewriteRules(RewriteKinds kinds)
    {
        var rules = All.Where(rule => (rule.Kind & ~kinds) == 0).ToArray();
        _rest = [.. rules.Where(rule => rule.Root is null)];
        // The general rules first: they leave less to look at.
        _byRoot = rules.Where(rule => rule.Root is not null).GroupBy(rule => rule.Root!).ToDictionary(group => group.Key, group => _rest.Concat(group).ToArray());
    }

    /// <summary>Every rule that there is.</summary>
    public static IReadOnlyList<RewriteRule<T>> All { get; } = [.. ShapingRules.Of<T>(), .. ArithmeticRules.Of<T>(), .. ReadingRules.Of<T>()];

    public static RewriteRules<T> OfKinds(RewriteKinds kinds) => Cached[(int)kinds] ??= new(kinds);

    public RewriteRule<T>[] Of(Primitive<T> primitive) => _byRoot.GetValueOrDefault(primitive, _rest);
}
