using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The terms t(ln t - g) of the divergence of targets t from a model's probabilities eᵍ, and the mean of all; the divergence of a batch is
    /// the sum, divided by the number of distributions.
    /// </summary>
    /// <param name="logProbabilities">g, such as a <see cref="Op.LogSoftmax{T}"/>, of any shape.</param>
    /// <param name="targets">t, probabilities of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <remarks>t ln t is 0 where t is 0, and its derivative is taken for 0 there, where the true one is infinite.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> KullbackLeibler<T>(Variable<T> logProbabilities, Variable<T> targets, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(KullbackLeibler), nameof(logProbabilities), logProbabilities, nameof(targets), targets);
        return Reduce(Op.Where(Op.NotEqual(targets, 0), targets * Op.Log(targets), 0) - (targets * logProbabilities), reduction);
    }
}
