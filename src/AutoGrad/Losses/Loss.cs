using System.Numerics;

namespace AutoGrad;

/// <summary>
/// What training makes small: functions of a model's output and of what it should have been, that give a scalar unless a
/// <see cref="Reduction"/> says otherwise. Each is composed from operations of <see cref="Op"/>; <c>using static AutoGrad.Loss</c> allows
/// <c>CrossEntropy(model.Forward(x), y)</c>.
/// </summary>
public static partial class Loss
{
    private static Variable<T> Reduce<T>(Variable<T> losses, Reduction reduction) where T : unmanaged, IFloatingPointIeee754<T> => reduction switch
    {
        Reduction.Mean => Op.Mean(losses),
        Reduction.Sum => Op.Sum(losses),
        Reduction.None => losses,
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), $"Loss: needs a reduction that exists, got {(int)reduction}."),
    };

    // A target [n, 1] for a prediction [n] would broadcast to [n, n] and train on nonsense.
    private static void RequireEqualShapes<T>(string operation, string a, Variable<T> x, string b, Variable<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x, a);
        ArgumentNullException.ThrowIfNull(y, b);
        if (!x.Shape.Equals(y.Shape))
        {
            Guard.ThrowShape(operation, $"needs {a} and {b} of equal shape, since it does not broadcast", $"{a} {x.Shape} and {b} {y.Shape}");
        }
        if (x.Shape.Size == 0)
            Guard.ThrowShape(operation, "needs at least one element", $"{a} {x.Shape}");
    }
}
