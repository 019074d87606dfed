using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A recurrent layer, hₜ = tanh(W xₜ + b + U hₜ₋₁ + c), with the parameters of <see cref="RecurrentModule{T}"/> and one gate.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>J. L. Elman, "Finding structure in time", Cognitive Science 14, 1990.</remarks>
public sealed class Rnn<T> : RecurrentModule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Variable<T>, Variable<T>> _activation;

    /// <summary>Makes the module with random parameters from U(-1/√width, 1/√width), as PyTorch does.</summary>
    /// <param name="inputs">The length of an element of a sequence, at least 1.</param>
    /// <param name="width">The length of h, at least 1.</param>
    /// <param name="random">Where the numbers come from: for each layer and direction those of W, U, b and c; later those of the dropout.</param>
    /// <param name="layers">The number of layers, at least 1.</param>
    /// <param name="activation">What is applied element by element instead of tanh.</param>
    /// <param name="bias">Whether there are b and c.</param>
    /// <param name="batchFirst">Whether sequences are [n, length, inputs] and not [length, n, inputs].</param>
    /// <param name="dropout">The probability with which, in training, elements between layers are set to 0; see <see cref="Dropout{T}"/>.</param>
    /// <param name="bidirectional">Whether a second pass of each layer goes back through the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Rnn(
        int inputs, int width, RandomStream random, int layers = 1, Func<Variable<T>, Variable<T>>? activation = null, bool bias = true,
        bool batchFirst = false, double dropout = 0, bool bidirectional = false)
        : base(nameof(Rnn<>), 1, inputs, width, random, layers, bias, batchFirst, dropout, bidirectional) =>
        _activation = activation ?? Op.Tanh;

    private protected override int Carries => 1;

    /// <summary>What the last layer gives for all steps, and what each layer and direction gave last.</summary>
    /// <param name="x">The sequences, [length, n, inputs], or [n, length, inputs] with the batch first.</param>
    /// <param name="hidden">h before the first step, [layers · directions, n, width]; zeros where it is not given.</param>
    /// <returns>[length, n, directions · width], or [n, length, ..] with the batch first; and [layers · directions, n, width].</returns>
    /// <exception cref="ShapeException">x or the hidden values have other axes.</exception>
    public (Variable<T> Outputs, Variable<T> Hidden) Run(Variable<T> x, Variable<T>? hidden = null)
    {
        var (outputs, last) = RunObserved(x, hidden);
        return (outputs, last[0]);
    }

    private protected override Variable<T>[] Step(Variable<T> x, Variable<T>[] carry, Variable<T> weight, Variable<T>? bias) =>
        [_activation(x + Op.MatMul(carry[0], weight, transposeB: true))];
}
