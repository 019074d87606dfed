using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The scaled exponential linear unit of each element, y = s·x where x &gt; 0, else s·α(eˣ - 1).</summary>
    /// <remarks>
    /// s = 1.0507… and α = 1.6732… keep the mean 0 and the variance 1 from layer to layer. The subgradient at 0 is s·α, that from below.
    /// G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, "Self-normalizing neural networks", NIPS 2017.
    /// </remarks>
    public static Variable<T> Selu<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        new EluPrimitive<T>("selu", 1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1).Apply(x);
}
