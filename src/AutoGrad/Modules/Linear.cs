using System.Numerics;

namespace AutoGrad;

/// <summary>
/// An affine map of the last axis, y = x Wᵀ + b: [.., inputs] to [.., outputs], with the parameters <c>weight</c> [outputs, inputs] and
/// <c>bias</c> [outputs].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Linear<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random parameters.</summary>
    /// <param name="inputs">The length of the last axis of x, at least 1.</param>
    /// <param name="outputs">The length of the last axis of y, at least 1.</param>
    /// <param name="random">Where the numbers come from, first those of the weight, then those of the bias.</param>
    /// <param name="weight">How the weight is drawn; <see cref="Initializer.TorchUniform"/> where none is given.</param>
    /// <param name="bias">Whether there is a bias. It is drawn from U(-1/√inputs, 1/√inputs), as PyTorch does.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public Linear(int inputs, int outputs, RandomStream random, Initializer? weight = null, bool bias = true)
    {
        Guard.Argument(inputs >= 1, nameof(Linear<>), "needs at least 1 input", $"{inputs}", nameof(inputs));
        Guard.Argument(outputs >= 1, nameof(Linear<>), "needs at least 1 output", $"{outputs}", nameof(outputs));
        Weight = AddParameter("weight", (weight ?? Initializer.TorchUniform).Create<T>([outputs, inputs], random));
        if (!bias)
            return;
        var bound = 1 / Math.Sqrt(inputs);
        Bias = AddParameter("bias", Initializer.Uniform(-bound, bound).Create<T>([outputs], random));
    }

    /// <summary>W, [outputs, inputs].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, [outputs], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>y = x Wᵀ + b, [.., outputs].</summary>
    /// <param name="x">The input, [.., inputs].</param>
    /// <exception cref="ShapeException">The last axis of x is not as long as there are inputs.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (x.Shape.Rank == 0 || x.Shape[^1] != Weight.Shape[1])
        {
            Guard.ThrowShape(nameof(Linear<>), "needs x [.., inputs] and weight [outputs, inputs] with equal inputs",
                $"x {x.Shape} and weight {Weight.Shape}");
        }
        var product = Op.MatMul(x, Weight.Variable, transposeB: true);
        return Bias is null ? product : product + Bias;
    }
}
