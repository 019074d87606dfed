using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// Numbers drawn from the standard Gumbel distribution, y = -ln(-ln u) for u uniform in (0, 1), anew each time that the operation is
    /// evaluated: added to logits, the place of the largest is a draw from their softmax.
    /// </summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    public static Variable<T> Gumbel<T>(Shape shape, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        return new GumbelPrimitive<T>(shape, random).Apply();
    }

    private sealed record GumbelPrimitive<T>(Shape Shape, RandomStream Random) : RandomPrimitive<T>(Shape, Random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(GumbelPrimitive<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void Draw(Span<T> y) => Random.FillGumbel(y);

        internal override string WriteDraw(CodeFile file, string y) => WriteCall(file, RandomCode.Gumbel, y);
    }
}
