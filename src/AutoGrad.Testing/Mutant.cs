using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad.Testing;

/// <summary>A differentiation with one rule wrong: that of one input of one node among those that the function records.</summary>
internal sealed class Mutant<T>(int node, int input, Mutation mutation) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The operation whose rule was wrong.</summary>
    public Primitive<T>? Victim { get; private set; }

    public Mutation Mutation => mutation;

    /// <summary>Whether a derivative came out other than the true one: where none did, there is nothing to notice.</summary>
    public bool WasFelt { get; private set; }

    public override string ToString() => $"{Victim} with the rule for input {input} {mutation}";

    /// <summary>
    /// Every way in which the rules of the nodes that the function records can be wrong, in the inputs that depend on the function's own:
    /// the rules for others are not asked.
    /// </summary>
    public static IReadOnlyList<(int Node, int Input, Mutation Mutation)> Places(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x)
    {
        using var tape = new Tape<T>();
        var arguments = Arguments(x);
        f([.. arguments]);
        var nodes = tape.Record.Nodes[arguments.Length..];
        var places = new List<(int, int, Mutation)>();
        var moving = new HashSet<Variable<T>>(arguments, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Length; i++)
        {
            for (var k = 0; k < nodes[i].Inputs.Length; k++)
            {
                if (!moving.Contains(nodes[i].Inputs[k]) || nodes[i].Primitive.WhyNotDifferentiable(k) is not null)
                    continue;
                moving.Add(nodes[i].Output);
                foreach (var way in Enum.GetValues<Mutation>())
                {
                    if (MutantPrimitive<T>.Exists(way, nodes[i].Primitive, k, nodes[i].Inputs))
                        places.Add((i, k, way));
                }
            }
        }
        return places;
    }

    /// <summary>The reverse mode, but for the wrong rule.</summary>
    public (Variable<T> Value, Variable<T>[] Product) Vjp(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, Variable<T> yBar)
    {
        var (value, truth) = Differentiate.Vjp(f, x, yBar);
        using var tape = new Tape<T>();
        var arguments = Arguments(x);
        var y = f([.. arguments]);
        if (!tape.Record.Owns(y))
            return (value, truth);
        Mutate(tape.Record, arguments.Length + node);
        var product = new ReverseSweep<T>(nameof(Vjp), tape.Record, y, arguments).RunOrZeros(yBar);
        for (var i = 0; i < product.Length; i++)
            Compare(product[i], truth[i], yBar);
        return (value, Array.ConvertAll(product, xBar => xBar.Detach()));
    }

    /// <summary>The forward mode, but for the wrong rule.</summary>
    public (Variable<T> Value, Variable<T> Product) Jvp(
        Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, ReadOnlySpan<Variable<T>> xDot)
    {
        var (value, truth) = Differentiate.Jvp(f, x, xDot);
        using var tape = new Tape<T>();
        var arguments = Arguments(x);
        var y = f([.. arguments]);
        if (!tape.Record.Owns(y))
            return (value, truth);
        Mutate(tape.Record, arguments.Length + node);
        var product = ForwardSweep<T>.Run(nameof(Jvp), tape.Record, y, arguments, xDot.ToArray()).YDot ?? Variable.Zeros<T>(y.Shape);
        foreach (var tangent in xDot)
            Compare(product, truth, tangent);
        return (value, product.Detach());
    }

    private void Mutate(Record<T> record, int index)
    {
        ref var victim = ref record[index];
        Victim = victim.Primitive;
        victim.Primitive = new MutantPrimitive<T>(victim.Primitive, input, mutation);
    }

    // More than rounding, and more than what could hide among the other terms of an inner product.
    private void Compare(Variable<T> product, Variable<T> truth, Variable<T> seed) =>
        WasFelt |= Largest(product - truth) > 1e-4 * Math.Max(Largest(truth), Largest(seed));

    private static double Largest(Variable<T> x) => Numbers.Of(x).Append(0).Max(Math.Abs);

    // New places on the tape, so that a variable that is given twice counts twice.
    private static Variable<T>[] Arguments(ReadOnlySpan<Variable<T>> x) => Array.ConvertAll(x.ToArray(), Op.Identity);
}
