namespace AutoGrad.Testing;

public static partial class GradientCheck
{
    /// <summary>
    /// Checks a function of one variable in double, and that it gives the same in float. A generic function is given twice:
    /// <c>Verify(MyOp.Atan, MyOp.Atan, x)</c>.
    /// </summary>
    /// <param name="inFloat">The function in float.</param>
    /// <param name="inDouble">The function in double.</param>
    /// <param name="x">The point, which is rounded to float where the two are compared.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point, or the two functions differ.</exception>
    public static void Verify(
        Func<Variable<float>, Variable<float>> inFloat, Func<Variable<double>, Variable<double>> inDouble, Variable<double> x,
        GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inFloat);
        ArgumentNullException.ThrowIfNull(inDouble);
        Verify(arguments => inFloat(arguments[0]), arguments => inDouble(arguments[0]), [x], options);
    }

    /// <summary>Checks a function of two variables in double, and that it gives the same in float.</summary>
    /// <param name="inFloat">The function in float.</param>
    /// <param name="inDouble">The function in double.</param>
    /// <param name="a">The first coordinate of the point.</param>
    /// <param name="b">The second coordinate of the point.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point, or the two functions differ.</exception>
    public static void Verify(
        Func<Variable<float>, Variable<float>, Variable<float>> inFloat, Func<Variable<double>, Variable<double>, Variable<double>> inDouble,
        Variable<double> a, Variable<double> b, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inFloat);
        ArgumentNullException.ThrowIfNull(inDouble);
        Verify(arguments => inFloat(arguments[0], arguments[1]), arguments => inDouble(arguments[0], arguments[1]), [a, b], options);
    }

    /// <summary>Checks a function of any number of variables in double, and that it gives the same in float.</summary>
    /// <param name="inFloat">The function in float.</param>
    /// <param name="inDouble">The function in double.</param>
    /// <param name="x">The point, which is rounded to float where the two are compared.</param>
    /// <param name="options">What to check, and how.</param>
    /// <exception cref="GradientCheckException">A derivative is wrong, or cannot be judged at this point, or the two functions differ.</exception>
    public static void Verify(
        Func<Variable<float>[], Variable<float>> inFloat, Func<Variable<double>[], Variable<double>> inDouble, ReadOnlySpan<Variable<double>> x,
        GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inFloat);
        ArgumentNullException.ThrowIfNull(inDouble);
        options ??= new();
        Verify(inDouble, x, options);
        if (options.Checks.HasFlag(GradientChecks.FloatAgainstDouble))
            PrecisionCheck.Run(inFloat, inDouble, x.ToArray(), options);
    }
}
