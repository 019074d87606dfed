using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Every operation on variables: <c>Op.Tanh(x)</c>, or <c>Tanh(x)</c> under <c>using static AutoGrad.Op</c>, so that a program reads as its
/// formula does. Each lies in a file of its own under Primitives, with its kernel call and its derivative.
/// </summary>
public static partial class Op
{
    private static Shape ShapeOf<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape;
    }

    private static ReadOnlySpan<int> AllAxes<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Axes.All(ShapeOf(x)).Values;
}
