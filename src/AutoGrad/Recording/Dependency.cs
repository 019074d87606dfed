using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>
/// Tells a derivative that is truly zero from one that does not exist. A mask inside a derivative, such as that of a rectifier, belongs to a
/// rule that holds on either side of the kink: there it is constant, and its derivative is zero.
/// </summary>
internal static class Dependency<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Throws where y depends on the source, but only through inputs that have no derivative.</summary>
    public static void RequireDerivative(string operation, Record<T> record, Variable<T> y, Variable<T> source)
    {
        if (!record.Owns(y) || ReferenceEquals(y, source))
            return;
        var smooth = new bool[y.Index + 1];
        var blocked = new string?[y.Index + 1];
        for (var i = 0; i <= y.Index; i++)
        {
            ref var node = ref record[i];
            smooth[i] = ReferenceEquals(node.Output, source);
            for (var k = 0; k < node.Inputs.Length && !smooth[i]; k++)
            {
                var x = node.Inputs[k];
                var isNode = record.Owns(x);
                var reason = node.Primitive.WhyNotDifferentiable(k);
                if (ReferenceEquals(x, source) || (isNode && smooth[x.Index]))
                {
                    smooth[i] |= reason is null;
                    blocked[i] ??= reason is null || node.IsInDerivative ? null : $"{node.Primitive.Name} {reason}";
                }
                else if (isNode)
                {
                    blocked[i] ??= blocked[x.Index];
                }
            }
        }
        if (!smooth[y.Index] && blocked[y.Index] is { } why)
        {
            throw new NotDifferentiableException(
                $"{operation}: needs an output that depends on x {source.Shape} through operations that have derivatives, but {why}.");
        }
    }
}
