using System.Numerics;

namespace AutoGrad;

/// <summary>
/// A form of two vectors for each output, y[.., k] = Σᵢⱼ a[.., i] W[k, i, j] b[.., j] + c[k], with the parameters <c>weight</c> W
/// [outputs, inputsA, inputsB] and <c>bias</c> c [outputs].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Bilinear<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random parameters, from U(-1/√inputsA, 1/√inputsA), as PyTorch does.</summary>
    /// <param name="inputsA">The length of the last axis of a, at least 1.</param>
    /// <param name="inputsB">The length of the last axis of b, at least 1.</param>
    /// <param name="outputs">The length of the last axis of y, at least 1.</param>
    /// <param name="random">Where the numbers come from, first those of the weight, then those of the bias.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public Bilinear(int inputsA, int inputsB, int outputs, RandomStream random, bool bias = true)
    {
        Guard.Argument(inputsA >= 1 && inputsB >= 1, nameof(Bilinear<>), "needs at least 1 input of each kind", $"{inputsA} and {inputsB}", nameof(inputsA));
        Guard.Argument(outputs >= 1, nameof(Bilinear<>), "needs at least 1 output", $"{outputs}", nameof(outputs));
        var bound = 1 / Math.Sqrt(inputsA);
        Weight = AddParameter("weight", Initializer.Uniform(-bound, bound).Create<T>([outputs, inputsA, inputsB], random));
        Bias = bias ? AddParameter("bias", Initializer.Uniform(-bound, bound).Create<T>([outputs], random)) : null;
    }

    /// <summary>W, [outputs, inputsA, inputsB].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>c, [outputs], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The quadratic forms of one vector, a and b both, [.., outputs].</summary>
    /// <param name="x">The vectors, [.., inputs], where both inputs are as long.</param>
    /// <exception cref="ShapeException">The last axis of x is not as long as there are inputs of both kinds.</exception>
    protected override Variable<T> Compute(Variable<T> x) => Compute(x, x);

    /// <summary>The forms of two vectors, [.., outputs].</summary>
    /// <param name="a">The first vectors, [.., inputsA].</param>
    /// <param name="b">The second vectors, [.., inputsB], with the same first axes.</param>
    /// <exception cref="ShapeException">The last axes are not as long as there are inputs, or the first axes differ.</exception>
    public Variable<T> Forward(Variable<T> a, Variable<T> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Observed(() => Compute(a, b));
    }

    private Variable<T> Compute(Variable<T> a, Variable<T> b)
    {
        var (outputs, inputsA, inputsB) = (Weight.Shape[0], Weight.Shape[1], Weight.Shape[2]);
        if (a.Shape.Rank == 0 || b.Shape.Rank != a.Shape.Rank || a.Shape[^1] != inputsA || b.Shape[^1] != inputsB
            || !a.Shape.Lengths[..^1].SequenceEqual(b.Shape.Lengths[..^1]))
        {
            Guard.ThrowShape(nameof(Bilinear<>), "needs a [.., i] and b [.., j] with equal first axes and weight [k, i, j]",
                $"a {a.Shape}, b {b.Shape} and weight {Weight.Shape}");
        }
        // One product gives Σᵢ aᵢ W[k, i, j] for all k and j.
        var forms = Op.Reshape(Op.Permute(Weight.Variable, [1, 0, 2]), [inputsA, outputs * inputsB]);
        var partial = Op.Reshape(Op.MatMul(a, forms), Shape.Create([.. a.Shape.Lengths[..^1], outputs, inputsB]));
        var y = Op.Sum(partial * Op.Unsqueeze(b, -2), -1);
        return Bias is null ? y : y + Bias;
    }
}
