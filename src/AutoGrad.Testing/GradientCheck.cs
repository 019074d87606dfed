using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>
/// Proves the derivatives of a function at a point: both modes against difference quotients and against each other, to second order; that
/// they throw exactly when the function throws; and, where the function is given in both types, that float agrees with double.
/// Works in any test framework: a failure is an exception.
/// </summary>
/// <remarks>
/// Functions should be checked in double, where a wrong derivative stands out by many digits. The point should lie off kinks and jumps:
/// there the quotients do not settle, and the check says that it is inconclusive instead of that the derivative is wrong.
/// </remarks>
public static partial class GradientCheck
{
    /// <summary>The checks that compare numbers of one element type.</summary>
    private const GradientChecks OfValues =
        GradientChecks.Reverse | GradientChecks.Forward | GradientChecks.InnerProduct | GradientChecks.Linearity | GradientChecks.SecondOrder;

    /// <summary>Checks a function of one variable.</summary>
    /// <param name="f">The function, which must give the same value each time.</param>
    /// <param name="x">The point.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point.</exception>
    public static void Verify<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        Verify(arguments => f(arguments[0]), [x], options);
    }

    /// <summary>Checks a function of two variables.</summary>
    /// <param name="f">The function, which must give the same value each time.</param>
    /// <param name="a">The first coordinate of the point.</param>
    /// <param name="b">The second coordinate of the point.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point.</exception>
    public static void Verify<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        Verify(arguments => f(arguments[0], arguments[1]), [a, b], options);
    }

    /// <summary>Checks a function of any number of variables.</summary>
    /// <param name="f">The function, which must give the same value each time.</param>
    /// <param name="x">The point.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point.</exception>
    public static void Verify<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T> => Verify(f, x, options, Modes<T>.True);

    /// <summary>Checks a function that is differentiated in a given way: the way in for rules that are wrong on purpose.</summary>
    internal static void Verify<T>(
        Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, GradientCheckOptions? options, Modes<T> modes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= new();
        if (options.Checks.HasFlag(GradientChecks.Throws))
            ThrowsCheck.Run(f, x.ToArray(), options, modes);
        if ((options.Checks & OfValues) == GradientChecks.None)
            return;
        var check = new Checker<T>(f, x.ToArray(), options, modes);
        foreach (var kind in Enum.GetValues<GradientChecks>())
        {
            if (BitOperations.IsPow2((int)kind) && (options.Checks & OfValues).HasFlag(kind))
                check.Run(kind);
        }
    }
}
