using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Numbers drawn from the standard normal distribution, anew each time that the operation is evaluated.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    public static Variable<T> Normal<T>(Shape shape, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        return new NormalPrimitive<T>(shape, random).Apply();
    }

    /// <summary>
    /// Numbers drawn from normal distributions, y = mean + deviation·z with a standard normal z for each element, anew each time that the
    /// operation is evaluated. Both have derivatives: it is the reparameterised form.
    /// </summary>
    /// <param name="mean">The means.</param>
    /// <param name="deviation">The standard deviations; the shapes broadcast together.</param>
    /// <param name="random">Where the numbers come from; it moves on by two words for each.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Normal<T>(Variable<T> mean, Variable<T> deviation, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        var shape = Shape.Broadcast(nameof(Normal), mean.Shape, deviation.Shape);
        return mean + (deviation * Normal<T>(shape, random));
    }

    private sealed record NormalPrimitive<T>(Shape Shape, RandomStream Random) : RandomPrimitive<T>(Shape, Random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(NormalPrimitive<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => base.GetHashCode();

        protected override void Draw(Span<T> y) => Random.FillNormal(y, T.Zero, T.One);

        internal override string WriteDraw(CodeFile file, string y) => WriteCall(file, RandomCode.Normal, y);
    }
}
