using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>One case of a property: the shapes of the inputs, and what their elements are drawn from. It shrinks by its shapes.</summary>
/// <param name="Shapes">The shape of each input.</param>
/// <param name="Seed">The seed of the elements.</param>
public sealed record Sample(IReadOnlyList<Shape> Shapes, int Seed)
{
    /// <summary>The inputs: the same numbers for float and for double.</summary>
    /// <param name="domains">Where the elements of each input are drawn from.</param>
    public Variable<T>[] Inputs<T>(params ReadOnlySpan<Domain> domains) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(Seed);
        var inputs = new Variable<T>[Shapes.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = Numbers.ToVariable<T>(domains[i].Draw(random, Shapes, i), Shapes[i]);
        return inputs;
    }

    /// <summary>The shapes and the seed, as a failure prints them.</summary>
    public override string ToString() => $"shapes {string.Join(", ", Shapes)}, values of seed {Seed}";
}
