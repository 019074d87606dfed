using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>A mask drawn by chance, 1 with a probability p and else 0, anew each time that the operation is evaluated.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="probability">p, from 0 to 1.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static Variable<T> Bernoulli<T>(Shape shape, double probability, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        Guard.Argument(probability is >= 0 and <= 1, nameof(Bernoulli), "needs a probability from 0 to 1", $"{Formula.Number(probability)}", nameof(probability));
        return new BernoulliPrimitive<T>(shape, probability, random).Apply();
    }

    /// <summary>A mask drawn by chance, 1 with the probability of its element and else 0, anew each time that the operation is evaluated.</summary>
    /// <param name="probabilities">Probabilities from 0 to 1.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    /// <remarks>
    /// Chance has no derivative in the probabilities, and says so when asked for one; <see cref="StraightThrough{T}"/> gives it that of
    /// something else.
    /// </remarks>
    public static Variable<T> Bernoulli<T>(Variable<T> probabilities, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Less(Uniform<T>(probabilities.Shape, random), probabilities);
    }

    private sealed record BernoulliPrimitive<T>(Shape Shape, double Probability, RandomStream Random) : RandomPrimitive<T>(Shape, Random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(BernoulliPrimitive<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => base.GetHashCode();

        // Drawn in double whatever T is, so that float and double give the same mask.
        protected override void Draw(Span<T> y)
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = Random.NextUniform<double>() < Probability ? T.One : T.Zero;
        }

        internal override string WriteDraw(CodeFile file, string y) => WriteCall(file, RandomCode.Bernoulli, y, Probability);
    }
}
