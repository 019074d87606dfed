using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A gated recurrent unit: with the gates r, z and n of a = W xₜ + b and of u = U hₜ₋₁ + c of each step, r = σ(aᵣ + uᵣ), z = σ(a_z + u_z),
/// n = tanh(aₙ + r uₙ) and hₜ = (1 - z) n + z hₜ₋₁. The parameters are those of <see cref="RecurrentModule{T}"/> for three gates, in this order.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>K. Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine translation", EMNLP 2014.</remarks>
public sealed class Gru<T> : RecurrentModule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random parameters from U(-1/√width, 1/√width), as PyTorch does.</summary>
    /// <param name="inputs">The length of an element of a sequence, at least 1.</param>
    /// <param name="width">The length of h, at least 1.</param>
    /// <param name="random">Where the numbers come from: for each layer and direction those of W, U, b and c; later those of the dropout.</param>
    /// <param name="layers">The number of layers, at least 1.</param>
    /// <param name="bias">Whether there are b and c.</param>
    /// <param name="batchFirst">Whether sequences are [n, length, inputs] and not [length, n, inputs].</param>
    /// <param name="dropout">The probability with which, in training, elements between layers are set to 0; see <see cref="Dropout{T}"/>.</param>
    /// <param name="bidirectional">Whether a second pass of each layer goes back through the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Gru(
        int inputs, int width, RandomStream random, int layers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false)
        : base(nameof(Gru<>), 3, inputs, width, random, layers, bias, batchFirst, dropout, bidirectional)
    {
    }

    private protected override int Carries => 1;

    // r multiplies one of the two biases.
    private protected override bool AddsBiases => false;

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

    private protected override Variable<T>[] Step(Variable<T> x, Variable<T>[] carry, Variable<T> weight, Variable<T>? bias)
    {
        var h = carry[0];
        var u = Op.MatMul(h, weight, transposeB: true);
        if (bias is not null)
            u += bias;
        var r = Op.Sigmoid(Gate(x, 0) + Gate(u, 0));
        var z = Op.Sigmoid(Gate(x, 1) + Gate(u, 1));
        var n = Op.Tanh(Gate(x, 2) + (r * Gate(u, 2)));
        return [n + (z * (h - n))];
    }
}
