using System.Numerics;

namespace AutoGrad;

/// <summary>Modules one after the other, y = fₙ(… f₁(f₀(x))), with the names <c>0</c>, <c>1</c> and so on.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Sequential<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module from the ones that it consists of, in the order in which they are applied.</summary>
    public Sequential(params ReadOnlySpan<Module<T>> modules)
    {
        for (var i = 0; i < modules.Length; i++)
            AddChild($"{i}", modules[i]);
    }

    /// <summary>A module by its position.</summary>
    public Module<T> this[int index] => Children[index].Module;

    /// <summary>Applies the modules in turn. Without any, y = x.</summary>
    /// <param name="x">An input that the first module takes.</param>
    /// <exception cref="ShapeException">A module does not take the shape that the one before it gave.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        foreach (var (_, module) in Children)
            x = module.Forward(x);
        return x;
    }
}
