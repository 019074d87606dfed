using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The rectifier cut off at 6, y = min(max(x, 0), 6); NaN stays NaN.</summary>
    /// <remarks>The subgradient at 0 and at 6 is 0.</remarks>
    public static Variable<T> Relu6<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => HardTanh(x, 0, 6);
}
