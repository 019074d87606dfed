namespace AutoGrad.Testing;

/// <summary>An estimate of a derivative by differences.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Error">How far it may be off: what the extrapolation still moved, and the rounding of the differences.</param>
/// <param name="Size">The size of the function around the point: that of the terms it was summed from.</param>
internal readonly record struct DifferenceQuotient(double Value, double Error, double Size)
{
    private const int Steps = 8;

    /// <summary>
    /// The derivative s'(0) by central differences. Of three steps h, h/2 and h/4, extrapolation takes out the errors of order h² and h⁴.
    /// A smaller h is tried as long as the error is not small: next to a kink or a pole only small steps stay on this side of it.
    /// </summary>
    /// <param name="s">The function of the step, with its value and the size of the terms that it was summed from.</param>
    /// <param name="argument">The size of the point in units of the direction.</param>
    /// <param name="epsilon">The rounding unit of the numbers that the function is computed in.</param>
    public static DifferenceQuotient Estimate(Func<double, (double Value, double Size)> s, double argument, double epsilon)
    {
        var h = FirstStep(epsilon);
        var centre = s(0).Value;
        var best = new DifferenceQuotient(double.NaN, double.PositiveInfinity, 0);
        for (var step = 0; step < Steps; step++, h /= 16)
        {
            var quotient = Extrapolate(s, centre, h, argument, epsilon);
            if (quotient.Error < best.Error)
                best = quotient;
            if (quotient.Error <= 100 * epsilon / h * (quotient.Size + (argument * Math.Abs(quotient.Value))))
                break;
        }
        return best;
    }

    /// <summary>
    /// The largest step. Extrapolated, the truncation error is of order h⁴ at least, so ε/h + h⁴ is least near ε^(1/5), above the ε^(1/3) that
    /// is best for one difference. It is rounded to float, so that the same quotients come out whatever the last digit of the platform's power.
    /// </summary>
    public static double FirstStep(double epsilon) => (float)Math.Pow(epsilon, 0.2);

    private static DifferenceQuotient Extrapolate(
        Func<double, (double Value, double Size)> s, double centre, double h, double argument, double epsilon)
    {
        var size = 0.0;
        var (first, bend) = Central(h);
        var (second, halfBend) = Central(h / 2);
        var (third, quarterBend) = Central(h / 4);
        var (coarse, fine) = (((4 * second) - first) / 3, ((4 * third) - second) / 3);
        var value = ((16 * fine) - coarse) / 15;
        var settling = Math.Abs(value - fine) + Math.Abs(fine - coarse);
        // The slopes to either side of a smooth function differ in proportion to the step. A kink at the point or on the way adds to that.
        var kink = Math.Abs(bend - (2 * halfBend)) + Math.Abs(halfBend - (2 * quarterBend));
        // Both the function and its argument are rounded.
        return new(value, settling + kink + (8 * epsilon * (size + (argument * Math.Abs(value))) / h), size);

        (double Slope, double Bend) Central(double step)
        {
            var (after, sizeAfter) = s(step);
            var (before, sizeBefore) = s(-step);
            size = Math.Max(size, Math.Max(sizeAfter, sizeBefore));
            return ((after - before) / (2 * step), (after - centre + (before - centre)) / step);
        }
    }
}
