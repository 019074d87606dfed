using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Numbers drawn from the uniform distribution on [low, high), anew each time that the operation is evaluated.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    /// <param name="low">The bound below.</param>
    /// <param name="high">The bound above, which is not reached.</param>
    /// <remarks>Bounds that are variables are composed, <c>low + (high - low) * Uniform&lt;double&gt;(shape, random)</c>, and have derivatives.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bounds or their difference are not finite, or low is not below high.</exception>
    public static Variable<T> Uniform<T>(Shape shape, RandomStream random, double low = 0, double high = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        var (least, most) = (double.CreateTruncating(T.CreateTruncating(low)), double.CreateTruncating(T.CreateTruncating(high)));
        Guard.Argument(least < most && double.IsFinite(most - least), nameof(Uniform), "needs low below high and a finite difference",
            $"low {Formula.Number(low)} and high {Formula.Number(high)}", nameof(low));
        return new UniformPrimitive<T>(shape, random, T.CreateTruncating(low), T.CreateTruncating(high)).Apply();
    }

    private sealed record UniformPrimitive<T>(Shape Shape, RandomStream Random, T Low, T High) : RandomPrimitive<T>(Shape, Random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(UniformPrimitive<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void Draw(Span<T> y) => Random.FillUniform(y, Low, High);

        internal override string WriteDraw(CodeFile file, string y) => WriteCall(file, RandomCode.Uniform, y, CodeOperation.Number(Low), CodeOperation.Number(High));
    }
}
