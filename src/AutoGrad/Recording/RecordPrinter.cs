using System.Numerics;
using System.Text;

namespace AutoGrad.Recording;

/// <summary>Prints a record as numbered assignments with shapes: scalars by their value, states by their name, other leaves as x0, x1, ...</summary>
internal static class RecordPrinter
{
    public static string Print<T>(Record<T> record) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var text = new StringBuilder();
        var leaves = new Dictionary<Variable<T>, string>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < record.Count; i++)
        {
            ref var node = ref record[i];
            var operands = Array.ConvertAll(node.Inputs, x => NameOf(x, record, leaves));
            text.Append('v').Append(i).Append(' ').Append(node.Output.Shape).Append(" = ").Append(node.Primitive.Write(operands)).Append('\n');
        }
        return text.ToString();
    }

    private static Formula NameOf<T>(Variable<T> x, Record<T> record, Dictionary<Variable<T>, string> leaves)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (record.Owns(x))
            return Formula.Symbol($"v{x.Index}");
        if (x.Origin is State<T> state)
            return Formula.Symbol(state.Name);
        if (x.Shape.Rank == 0 && x.Storage.Array is not null)
            return Formula.Number(double.CreateTruncating(x.Storage.Span(1)[0]));
        if (!leaves.TryGetValue(x, out var name))
            leaves.Add(x, name = $"x{leaves.Count}");
        return Formula.Symbol(name);
    }
}
