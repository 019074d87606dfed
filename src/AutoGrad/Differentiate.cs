using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The verbs: derivatives of functions of variables at a point. Inside a tape, or inside another of these verbs, a derivative is recorded
/// like any other operation, so they nest to any order:
/// <c>Gradient(x =&gt; Gradient(f, x), x0)</c>. Functions of two and three variables have overloads; those of more take an array.
/// </summary>
public static partial class Differentiate
{
    private static Func<Variable<T>[], Variable<T>> OfArray<T>(Func<Variable<T>, Variable<T>> f) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return x => f(x[0]);
    }

    private static Func<Variable<T>[], Variable<T>> OfArray<T>(Func<Variable<T>, Variable<T>, Variable<T>> f)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return x => f(x[0], x[1]);
    }

    private static Func<Variable<T>[], Variable<T>> OfArray<T>(Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> f)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return x => f(x[0], x[1], x[2]);
    }
}
