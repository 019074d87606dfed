using System.Numerics;

namespace AutoGrad;

/// <summary>A loss that is a function of parameters.</summary>
internal sealed class ParameterObjective<T>(string operation, Func<Variable<T>> loss, Parameter<T>[] parameters, Flattened<T> layout) : Objective
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override double Precision => Flattened<T>.Precision;

    public void Assign(double[] x)
    {
        var values = layout.Split(x);
        for (var i = 0; i < values.Length; i++)
            parameters[i].Assign(values[i]);
    }

    protected override double Compute(double[] x, double[] gradient)
    {
        Assign(x);
        using var tape = new Tape<T>();
        var reads = Array.ConvertAll(parameters, parameter => parameter.Variable);
        var value = loss() ?? throw new ArgumentException($"{operation}: needs a function that gives a variable, got null.");
        var used = Used(tape, reads);
        if (used.Length == 0)
        {
            throw new NotOnTapeException(
                $"{operation}: needs a loss that depends on at least one of the parameters, got a loss {value.Shape} that depends on none of them.");
        }
        var known = tape.Gradient(value, used, recorded: false);
        Flattened<T>.Join(Array.ConvertAll(reads, read => Array.IndexOf(used, read) is >= 0 and var i ? known[i] : Variable.Zeros<T>(read.Shape)), gradient);
        return double.CreateTruncating(value.Scalar);
    }

    private static Variable<T>[] Used(Tape<T> tape, Variable<T>[] reads)
    {
        HashSet<Variable<T>> inputs = new(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < tape.Count; i++)
            inputs.UnionWith(tape.Record[i].Inputs);
        return [.. reads.Where(inputs.Contains)];
    }
}
