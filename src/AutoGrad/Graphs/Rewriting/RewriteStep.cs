namespace AutoGrad;

/// <summary>One rewrite of a part of a program.</summary>
/// <param name="Rule">The rule, such as <c>x·1 = x</c>.</param>
/// <param name="Kind">What the rule may change.</param>
/// <param name="Before">The part as it was.</param>
/// <param name="After">What stands in its place.</param>
public sealed record RewriteStep(string Rule, RewriteKinds Kind, string Before, string After);
