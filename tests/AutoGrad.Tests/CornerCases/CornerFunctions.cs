using System.Numerics;

namespace AutoGrad.Tests.CornerCases;

/// <summary>The operation of each case, with the static arguments that go with its figures. A name is that of a case, or of an operation that several share.</summary>
internal static partial class CornerFunctions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Einsum = "einsum";

    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> Table { get; } =
        new[] { Elementwise(), Reductions(), Norms(), Shaping(), LinearAlgebra(), Losses(), Convolutions() }.SelectMany(part => part).ToDictionary();

    public static IEnumerable<string> Names => Table.Keys;

    public static bool Has(CornerCase of) => of.Operation == Einsum || Table.ContainsKey(of.Id) || Table.ContainsKey(of.Operation);

    public static Func<Variable<T>[], Variable<T>> Of(CornerCase of) =>
        of.Operation == Einsum ? x => Op.Einsum(of.Equation, x) : Table.TryGetValue(of.Id, out var own) ? own : Table[of.Operation];

    private static Variable<T> Vector(params double[] values) => Array.ConvertAll(values, T.CreateChecked);
}
