using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>A function of variables that is to be minimized.</summary>
internal sealed class FunctionObjective<T>(Func<Variable<T>[], Variable<T>> f, Flattened<T> layout) : Objective where T : unmanaged, IFloatingPointIeee754<T>
{
    public override double Precision => Flattened<T>.Precision;

    /// <summary>The product of the Hessian at a point x with a vector v.</summary>
    public void MultiplyByHessian(double[] x, double[] v, double[] product)
    {
        // An open tape has no use for what is computed on the way.
        using var scratch = new Scratch<T>();
        Flattened<T>.Join(Differentiate.HessianVectorProduct<T>(f, layout.Split(x), layout.Split([.. v])), product);
    }

    protected override double Compute(double[] x, double[] gradient)
    {
        using var scratch = new Scratch<T>();
        var (value, gradients) = Differentiate.ValueAndGradient<T>(f, layout.Split(x));
        Flattened<T>.Join(gradients, gradient);
        return double.CreateTruncating(value.Scalar);
    }
}
