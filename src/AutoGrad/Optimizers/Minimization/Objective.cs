namespace AutoGrad;

/// <summary>A function of one vector of numbers, whatever they are the elements of. The methods compute in double, the function in its own type.</summary>
internal abstract class Objective
{
    /// <summary>The distance from 1 to the next number of the function's type.</summary>
    public abstract double Precision { get; }

    /// <summary>How many times it was evaluated.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The value at a point and the gradient there; infinity where one of them is not finite.</summary>
    /// <param name="x">The point, which is rounded to the function's type.</param>
    /// <param name="gradient">Where the gradient goes.</param>
    public double Evaluate(double[] x, double[] gradient)
    {
        Evaluations++;
        var value = Compute(x, gradient);
        return double.IsFinite(value) && Array.TrueForAll(gradient, double.IsFinite) ? value : double.PositiveInfinity;
    }

    protected abstract double Compute(double[] x, double[] gradient);
}
