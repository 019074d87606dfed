using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A layer of a transformer's encoder: y = norm₁(x + attention(x)), z = norm₂(y + linear₂(activation(linear₁(y)))); or, with the norms first,
/// y = x + attention(norm₁(x)), z = y + linear₂(activation(linear₁(norm₂(y)))). Its modules are <c>self_attn</c>, <c>linear1</c>,
/// <c>linear2</c>, <c>norm1</c> and <c>norm2</c>, as in PyTorch.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>A. Vaswani et al., "Attention is all you need", NeurIPS 2017.</remarks>
public sealed class TransformerEncoderLayer<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MultiHeadAttention<T> _attention;
    private readonly (Linear<T> First, Linear<T> Second) _linear;
    private readonly (LayerNorm<T> First, LayerNorm<T> Second) _norm;
    private readonly (Dropout<T> Inner, Dropout<T> First, Dropout<T> Second) _dropout;
    private readonly Func<Variable<T>, Variable<T>> _activation;
    private readonly bool _normFirst;

    /// <summary>Makes the module with random parameters, as PyTorch does.</summary>
    /// <param name="width">The length of an element of a sequence.</param>
    /// <param name="heads">The number of heads, which divides the width.</param>
    /// <param name="random">Where the numbers come from: those of the attention, of linear₁ and of linear₂; later those of the dropout.</param>
    /// <param name="hidden">The length of what is between the linear maps, at least 1.</param>
    /// <param name="dropout">
    /// The probability with which, in training, a weight of attention is set to 0, and an element of what the attention, the activation and
    /// linear₂ give; see <see cref="Dropout{T}"/>.
    /// </param>
    /// <param name="activation">What is applied between the linear maps, element by element; the rectifier where it is not given.</param>
    /// <param name="epsilon">ε of the norms, finite and at least 0.</param>
    /// <param name="batchFirst">Whether sequences are [n, length, width] and not [length, n, width].</param>
    /// <param name="normFirst">Whether the norms come first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public TransformerEncoderLayer(
        int width, int heads, RandomStream random, int hidden = 2048, double dropout = 0.1, Func<Variable<T>, Variable<T>>? activation = null,
        double epsilon = 1e-5, bool batchFirst = false, bool normFirst = false)
    {
        _attention = AddChild("self_attn", new MultiHeadAttention<T>(width, heads, random, dropout, batchFirst: batchFirst));
        _linear = (AddChild("linear1", new Linear<T>(width, hidden, random)), AddChild("linear2", new Linear<T>(hidden, width, random)));
        _norm = (AddChild("norm1", new LayerNorm<T>([width], epsilon)), AddChild("norm2", new LayerNorm<T>([width], epsilon)));
        _dropout = (AddChild("dropout", new Dropout<T>(dropout, random)), AddChild("dropout1", new Dropout<T>(dropout, random)),
            AddChild("dropout2", new Dropout<T>(dropout, random)));
        (_activation, _normFirst) = (activation ?? Op.Relu, normFirst);
    }

    /// <summary>The sequences after the layer, of the shape of x.</summary>
    /// <param name="x">The sequences, [length, n, width], or [n, length, width] with the batch first.</param>
    /// <exception cref="ShapeException">x has other axes.</exception>
    protected override Variable<T> Compute(Variable<T> x) => Encode(x, null);

    /// <summary>The sequences after the layer, of the shape of x.</summary>
    /// <param name="x">The sequences, [length, n, width], or [n, length, width] with the batch first.</param>
    /// <param name="mask">1 where an element may attend to another and 0 where it may not, as for <see cref="MultiHeadAttention{T}.Attend"/>.</param>
    /// <exception cref="ShapeException">x or the mask has other axes.</exception>
    public Variable<T> Forward(Variable<T> x, Variable<T> mask)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        return Observed(() => Encode(x, mask));
    }

    private Variable<T> Encode(Variable<T> x, Variable<T>? mask)
    {
        if (_normFirst)
        {
            var y = x + Attend(_norm.First.Forward(x), mask);
            return y + FeedForward(_norm.Second.Forward(y));
        }
        var z = _norm.First.Forward(x + Attend(x, mask));
        return _norm.Second.Forward(z + FeedForward(z));
    }

    private Variable<T> Attend(Variable<T> x, Variable<T>? mask) => _dropout.First.Forward(_attention.Forward(x, x, x, mask));

    private Variable<T> FeedForward(Variable<T> x) =>
        _dropout.Second.Forward(_linear.Second.Forward(_dropout.Inner.Forward(_activation(_linear.First.Forward(x)))));
}
