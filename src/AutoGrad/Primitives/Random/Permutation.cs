using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The whole numbers from 0 to n - 1 in a random order, [n], each order equally likely, anew each time that the operation is evaluated:
    /// indices for <see cref="Gather{T}"/>.
    /// </summary>
    /// <param name="n">How many numbers, at least 0.</param>
    /// <param name="random">Where the order comes from; it moves on.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or more than <typeparamref name="T"/> can count.</exception>
    public static Variable<T> Permutation<T>(int n, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var last = T.CreateTruncating(n - 1);
        Guard.Argument(n >= 0 && (n < 2 || last - T.One < last), nameof(Permutation), "needs a count from 0 to what the element type can hold", $"{n}", nameof(n));
        return new PermutationPrimitive<T>(n, random).Apply();
    }

    private sealed record PermutationPrimitive<T>(int Count, RandomStream Random) : RandomPrimitive<T>([Count], Random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(PermutationPrimitive<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void Draw(Span<T> y)
        {
            var order = Random.Permutation(y.Length);
            for (var i = 0; i < order.Length; i++)
                y[i] = T.CreateTruncating(order[i]);
        }

        internal override string WriteDraw(CodeFile file, string y) => WriteCall(file, RandomCode.Permutation, y);
    }
}
