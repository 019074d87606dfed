using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Attention of several heads: for each head, softmax(Q Kᵀ/√d) V with Q, K and V affine maps of the queries, keys and values and d = width / heads;
/// the heads side by side go through another affine map. The parameters are <c>in_proj_weight</c> [3 · width, width] and <c>in_proj_bias</c>
/// [3 · width], for Q, K and V in this order, and <c>out_proj.weight</c> and <c>out_proj.bias</c>, as in PyTorch.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>A. Vaswani et al., "Attention is all you need", NeurIPS 2017.</remarks>
public sealed class MultiHeadAttention<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly int _heads;
    private readonly bool _batchFirst;
    private readonly Dropout<T> _dropout;

    /// <summary>Makes the module with random weights, as PyTorch does, and biases of 0.</summary>
    /// <param name="width">The length of an element of a sequence.</param>
    /// <param name="heads">The number of heads, which divides the width.</param>
    /// <param name="random">Where the numbers come from, first those of <c>in_proj_weight</c>; later those of the dropout.</param>
    /// <param name="dropout">The probability with which, in training, a weight of attention is set to 0; see <see cref="Dropout{T}"/>.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="batchFirst">Whether sequences are [n, length, width] and not [length, n, width].</param>
    /// <exception cref="ArgumentOutOfRangeException">The heads do not divide the width, or the probability is outside its range.</exception>
    public MultiHeadAttention(int width, int heads, RandomStream random, double dropout = 0, bool bias = true, bool batchFirst = false)
    {
        Guard.Argument(width >= 1 && heads >= 1 && width % heads == 0, nameof(MultiHeadAttention<>), "needs at least 1 head and heads that divide the width",
            $"{heads} heads and width {width}", nameof(heads));
        (_width, _heads, _batchFirst) = (width, heads, batchFirst);
        InputWeight = AddParameter("in_proj_weight", Initializer.XavierUniform.Create<T>([3 * width, width], random));
        InputBias = bias ? AddParameter("in_proj_bias", Variable.Zeros<T>([3 * width])) : null;
        Output = AddChild("out_proj", new Linear<T>(width, width, random, bias: bias));
        Output.Bias?.Assign(Variable.Zeros<T>([width]));
        _dropout = AddChild("dropout", new Dropout<T>(dropout, random));
    }

    /// <summary>The weights of Q, K and V one below the other, [3 · width, width].</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>The biases of Q, K and V one after the other, [3 · width], or null.</summary>
    public Parameter<T>? InputBias { get; }

    /// <summary>The map of the heads side by side.</summary>
    public Linear<T> Output { get; }

    /// <summary>The attention of sequences to themselves, of the shape of x.</summary>
    /// <param name="x">The sequences, [length, n, width], or [n, length, width] with the batch first.</param>
    /// <exception cref="ShapeException">x has other axes.</exception>
    protected override Variable<T> Compute(Variable<T> x) => Attention(x, x, x, null).Outputs;

    /// <summary>The attention of queries to keys, of the shape of the queries.</summary>
    /// <inheritdoc cref="Attend"/>
    public Variable<T> Forward(Variable<T> queries, Variable<T> keys, Variable<T> values, Variable<T>? mask = null) => Attend(queries, keys, values, mask).Outputs;

    /// <summary>The attention of queries to keys, and the weights with which it adds the values.</summary>
    /// <param name="queries">The sequences of queries, [length, n, width], or [n, length, width] with the batch first.</param>
    /// <param name="keys">The sequences of keys, [keys, n, width], or [n, keys, width] with the batch first.</param>
    /// <param name="values">A value for each key, of the shape of the keys.</param>
    /// <param name="mask">
    /// 1 where a query may attend to a key and 0 where it may not, of a shape that broadcasts to [n, heads, length, keys]: for sequences that must
    /// not look ahead, <c>Op.LowerTriangle(Variable.Ones&lt;T&gt;([length, length]))</c>.
    /// </param>
    /// <returns>The outputs, of the shape of the queries, and the weights, [n, heads, length, keys].</returns>
    /// <remarks>A query that may attend to no key gives NaN.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public (Variable<T> Outputs, Variable<T> Weights) Attend(Variable<T> queries, Variable<T> keys, Variable<T> values, Variable<T>? mask = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        Variable<T>? weights = null;
        var outputs = Observed(() =>
        {
            (var outputs, weights) = Attention(queries, keys, values, mask);
            return outputs;
        });
        return (outputs, weights!);
    }

    private (Variable<T> Outputs, Variable<T> Weights) Attention(Variable<T> queries, Variable<T> keys, Variable<T> values, Variable<T>? mask)
    {
        var batch = _batchFirst ? 0 : 1;
        if (queries.Shape.Rank != 3 || keys.Shape.Rank != 3 || !values.Shape.Equals(keys.Shape) || queries.Shape[2] != _width || keys.Shape[2] != _width
            || queries.Shape[batch] != keys.Shape[batch])
        {
            Guard.ThrowShape(nameof(MultiHeadAttention<>), $"needs queries {(_batchFirst ? "[n, l, w]" : "[l, n, w]")} and keys and values "
                + $"{(_batchFirst ? "[n, k, w]" : "[k, n, w]")} with w = {_width}", $"queries {queries.Shape}, keys {keys.Shape} and values {values.Shape}");
        }
        var isSelf = ReferenceEquals(queries, keys) && ReferenceEquals(keys, values);
        var heads = isSelf ? Project(queries, 0, 3) : null;
        var q = heads is null ? Project(queries, 0, 1)[0] : heads[0];
        var k = heads is null ? Project(keys, 1, 1)[0] : heads[1];
        var v = heads is null ? Project(values, 2, 1)[0] : heads[2];
        var scores = Op.MatMul(q * (1 / Math.Sqrt(_width / _heads)), k, transposeB: true);
        if (mask is not null)
        {
            if (Shape.TryBroadcast(mask.Shape, scores.Shape)?.Equals(scores.Shape) != true)
                Guard.ThrowShape(nameof(MultiHeadAttention<>), $"needs a mask that broadcasts to [n, heads, length, keys] = {scores.Shape}", $"mask {mask.Shape}");
            scores = Op.Where(mask, scores, double.NegativeInfinity);
        }
        var weights = Op.Softmax(scores);
        var mixed = Op.MatMul(_dropout.Forward(weights), v);
        var y = Op.Reshape(Op.Permute(mixed, _batchFirst ? [0, 2, 1, 3] : [2, 0, 1, 3]), queries.Shape);
        return (Output.Forward(y), weights);
    }

    // Some of Q, K and V from one product, as [n, heads, length, width / heads] each.
    private Variable<T>[] Project(Variable<T> x, int first, int count)
    {
        var rows = (first * _width)..((first + count) * _width);
        var product = Op.MatMul(x, InputWeight.Variable[rows], transposeB: true);
        if (InputBias is not null)
            product += InputBias.Variable[rows];
        var parts = Op.Reshape(product, x.Shape[0], x.Shape[1], count, _heads, _width / _heads);
        var heads = Op.Permute(parts, _batchFirst ? [2, 0, 3, 1, 4] : [2, 1, 3, 0, 4]);
        return [.. Enumerable.Range(0, count).Select(part => heads[part])];
    }
}
