using System.Numerics;

namespace AutoGrad;

/// <summary>A module beside a shortcut, y = body(x) + shortcut(x), with the names <c>body</c> and <c>shortcut</c>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", CVPR 2016.</remarks>
public sealed class Residual<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module.</summary>
    /// <param name="body">The module.</param>
    /// <param name="shortcut">What x is added through, such as a convolution that changes its channels; x itself where it is not given.</param>
    public Residual(Module<T> body, Module<T>? shortcut = null)
    {
        Body = AddChild("body", body);
        Shortcut = shortcut is null ? null : AddChild("shortcut", shortcut);
    }

    /// <summary>The module.</summary>
    public Module<T> Body { get; }

    /// <summary>What x is added through, or null.</summary>
    public Module<T>? Shortcut { get; }

    /// <summary>body(x) + shortcut(x).</summary>
    /// <param name="x">An input that both take.</param>
    /// <exception cref="ShapeException">The shapes of both outputs differ.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        var y = Body.Forward(x);
        var past = Shortcut is null ? x : Shortcut.Forward(x);
        if (!y.Shape.Equals(past.Shape))
            Guard.ThrowShape(nameof(Residual<>), "needs a body and a shortcut of equal shapes", $"body {y.Shape} and shortcut {past.Shape}");
        return y + past;
    }
}
