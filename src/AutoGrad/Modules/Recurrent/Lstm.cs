using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A long short-term memory: with the gates i, f, g and o = W xₜ + b + U hₜ₋₁ + c of each step, cₜ = σ(f) cₜ₋₁ + σ(i) tanh(g) and
/// hₜ = σ(o) tanh(cₜ). The parameters are those of <see cref="RecurrentModule{T}"/> for four gates, in this order.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9, 1997.</remarks>
public sealed class Lstm<T> : RecurrentModule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random parameters from U(-1/√width, 1/√width), as PyTorch does.</summary>
    /// <param name="inputs">The length of an element of a sequence, at least 1.</param>
    /// <param name="width">The length of h and of c, at least 1.</param>
    /// <param name="random">Where the numbers come from: for each layer and direction those of W, U, b and c; later those of the dropout.</param>
    /// <param name="layers">The number of layers, at least 1.</param>
    /// <param name="bias">Whether there are b and c.</param>
    /// <param name="batchFirst">Whether sequences are [n, length, inputs] and not [length, n, inputs].</param>
    /// <param name="dropout">The probability with which, in training, elements between layers are set to 0; see <see cref="Dropout{T}"/>.</param>
    /// <param name="bidirectional">Whether a second pass of each layer goes back through the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Lstm(
        int inputs, int width, RandomStream random, int layers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false)
        : base(nameof(Lstm<>), 4, inputs, width, random, layers, bias, batchFirst, dropout, bidirectional)
    {
    }

    private protected override int Carries => 2;

    /// <summary>What the last layer gives for all steps, and h and c of each layer and direction after their last steps.</summary>
    /// <param name="x">The sequences, [length, n, inputs], or [n, length, inputs] with the batch first.</param>
    /// <param name="first">h and c before the first step, [layers · directions, n, width] each; zeros where they are not given.</param>
    /// <returns>[length, n, directions · width], or [n, length, ..] with the batch first; and twice [layers · directions, n, width].</returns>
    /// <exception cref="ShapeException">x or the first values have other axes.</exception>
    public (Variable<T> Outputs, Variable<T> Hidden, Variable<T> Cell) Run(Variable<T> x, (Variable<T> Hidden, Variable<T> Cell)? first = null)
    {
        var (outputs, last) = RunObserved(x, first?.Hidden, first?.Cell);
        return (outputs, last[0], last[1]);
    }

    private protected override Variable<T>[] Step(Variable<T> x, Variable<T>[] carry, Variable<T> weight, Variable<T>? bias)
    {
        var gates = x + Op.MatMul(carry[0], weight, transposeB: true);
        var cell = (Op.Sigmoid(Gate(gates, 1)) * carry[1]) + (Op.Sigmoid(Gate(gates, 0)) * Op.Tanh(Gate(gates, 2)));
        return [Op.Sigmoid(Gate(gates, 3)) * Op.Tanh(cell), cell];
    }
}
