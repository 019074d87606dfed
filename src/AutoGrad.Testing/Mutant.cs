using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad.Testing;

/// <summary>A reverse mode with one pullback wrong: that of one input of one node among those that the function records.</summary>
internal sealed class Mutant<T>(int node, int input, Mutation mutation) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The operation whose pullback was wrong.</summary>
    public Primitive<T>? Victim { get; private set; }

    /// <summary>Whether the wrong pullback changed anything that a check could notice.</summary>
    public bool WasFelt { get; private set; }

    /// <summary>The numbers of inputs of the nodes that the function records, in their order.</summary>
    public static int[] InputsOfNodes(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
    {
        using var tape = new Tape<T>();
        var places = Places(x);
        f([.. places]);
        var nodes = tape.Record.Nodes[places.Length..];
        var inputs = new int[nodes.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = nodes[i].Inputs.Length;
        return inputs;
    }

    /// <summary>As <see cref="Differentiate"/> does it, but for the wrong pullback.</summary>
    public (Variable<T> Value, Variable<T>[] Product) Vjp(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, Variable<T> yBar)
    {
        using var tape = new Tape<T>();
        var places = Places(x);
        var y = f([.. places]);
        if (!tape.Record.Owns(y))
            return (y, Array.ConvertAll(places, place => Variable.Zeros<T>(place.Shape)));
        ref var victim = ref tape.Record[places.Length + node];
        Victim = victim.Primitive;
        var wrong = new MutantPrimitive<T>(victim.Primitive, input, mutation);
        victim.Primitive = wrong;
        var product = new ReverseSweep<T>(nameof(Vjp), tape.Record, y, places).RunOrZeros(yBar);
        WasFelt |= wrong.WasFelt;
        return (y.Detach(), Array.ConvertAll(product, xBar => xBar.Detach()));
    }

    // New places on the tape, so that a variable that is given twice counts twice.
    private static Variable<T>[] Places(ReadOnlySpan<Variable<T>> x) => Array.ConvertAll(x.ToArray(), Op.Identity);
}
