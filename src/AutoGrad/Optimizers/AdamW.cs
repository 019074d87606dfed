using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Adam with the weight decay apart from the gradient, p ← (1 - α·λ)·p - α·m̂/(√v̂ + ε), so that all parameters decay at one rate, whatever
/// their gradients are.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2, with λ times α as in PyTorch.</remarks>
public sealed class AdamW<T> : Adam<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes an optimizer of parameters.</summary>
    /// <inheritdoc/>
    public AdamW(IEnumerable<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0.01) : base(parameters, learningRate, beta1, beta2, epsilon, weightDecay, isDecoupled: true) { }
}
