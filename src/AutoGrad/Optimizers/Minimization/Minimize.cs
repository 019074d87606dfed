using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Methods that look for the minimum of a function as a whole, by its derivatives, and end by themselves. They iterate on the host: they run in
/// no program that is traced. For losses that are sampled by batches there is <see cref="Optimizer{T}"/>.
/// </summary>
public static partial class Minimize
{
    private static (Flattened<T> Layout, double[] Start) Start<T>(ReadOnlySpan<Variable<T>> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var variable in x)
            ArgumentNullException.ThrowIfNull(variable, nameof(x));
        var variables = x.ToArray();
        var layout = new Flattened<T>(Array.ConvertAll(variables, variable => variable.Shape));
        return (layout, layout.Join(variables));
    }

    private static MinimizationResult<T> ResultOf<T>(Flattened<T> layout, Descent descent) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(layout.Split(descent.Point), descent.Value, descent.GradientNorm, descent.Iterations, descent.Evaluations, descent.Reason);
}
