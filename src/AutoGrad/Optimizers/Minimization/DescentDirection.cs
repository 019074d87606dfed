namespace AutoGrad;

/// <summary>A method's choice of the direction of the next step.</summary>
internal abstract class DescentDirection
{
    /// <summary>The direction from a point with a gradient.</summary>
    public abstract double[] Find(double[] x, double[] gradient);

    /// <summary>The length of the first step to try, as a multiple of the direction.</summary>
    public virtual double FirstStep(double[] gradient) => 1;

    /// <summary>Learns from a step.</summary>
    public virtual void Learn(double[] x, double[] next, double[] gradient, double[] nextGradient) { }

    /// <summary>Forgets what was learned; whether there was anything.</summary>
    public virtual bool TryForget() => false;
}
