using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The leaky rectifier with slopes that are learned, y = x where x &gt; 0, else slope·x: <see cref="Op.PRelu{T}"/>. Its parameter is the
/// slope, <c>weight</c> [count], one for all or one for each channel along axis 1 of x [n, channels, ..].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class PRelu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with one slope or with one for each channel.</summary>
    /// <param name="count">The number of slopes, 1 or that of the channels.</param>
    /// <param name="initial">Where every slope starts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public PRelu(int count = 1, double initial = 0.25)
    {
        Guard.Argument(count >= 1, nameof(PRelu<>), "needs at least 1 slope", $"{count}", nameof(count));
        Weight = AddParameter("weight", Variable.Full([count], T.CreateTruncating(initial)));
    }

    /// <summary>The slopes, [count].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>y = x where x &gt; 0, else slope·x, of the shape of x.</summary>
    /// <param name="x">The input: of any shape for one slope, [n, count, ..] for several.</param>
    /// <exception cref="ShapeException">There are several slopes, and axis 1 of x is not as long as they are many.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        var count = Weight.Shape[0];
        if (count == 1)
            return Op.PRelu(x, Op.Reshape(Weight.Variable, []));
        if (x.Shape.Rank < 2 || x.Shape[1] != count)
            Guard.ThrowShape(nameof(PRelu<>), "needs x [n, count, ..] and weight [count] with equal counts", $"x {x.Shape} and weight {Weight.Shape}");
        var lengths = new int[x.Shape.Rank - 1];
        Array.Fill(lengths, 1);
        lengths[0] = count;
        return Op.PRelu(x, Op.Reshape(Weight.Variable, Shape.Create(lengths)));
    }
}
