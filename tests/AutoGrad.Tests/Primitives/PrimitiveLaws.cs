using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>What every operation has to obey, for each row of the table, in float and in double: what the classes of laws share.</summary>
public abstract class PrimitiveLaws
{
    // The shape of what they give depends on values.
    private protected static readonly string[] Untraceable = ["MaskedSelect"];

    /// <summary>Each row in both element types.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in PrimitiveCases<double>.All)
            {
                rows.Add(row.Name, "float");
                rows.Add(row.Name, "double");
            }
            return rows;
        }
    }

    /// <summary>Each row once, for what compares the element types or needs the digits of double.</summary>
    public static TheoryData<string> RowNames => [.. PrimitiveCases<double>.All.Select(row => row.Name)];

    private protected static void InType(string row, string type, Action<PrimitiveCase<float>> single, Action<PrimitiveCase<double>> twice)
    {
        if (type == "float")
            single(PrimitiveCases<float>.Named(row));
        else
            twice(PrimitiveCases<double>.Named(row));
    }

    private protected static void Check<T>(string law, PrimitiveCase<T> row, Action<Sample> property) where T : unmanaged, IFloatingPointIeee754<T> =>
        PropertyRunner.Check($"{row.Name} ({typeof(T).Name}): {law}", row.Samples, property);

    private protected static double EpsilonOf<T>() where T : unmanaged, IFloatingPointIeee754<T> => double.CreateChecked(T.BitIncrement(T.One) - T.One);

    /// <summary>The row as a function of the inputs that are not constants, and those inputs.</summary>
    private protected static (Func<Variable<T>[], Variable<T>> Function, Variable<T>[] Point) Differentiable<T>(PrimitiveCase<T> row, Variable<T>[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var free = Enumerable.Range(0, inputs.Length).Where(i => !row.Domains[i].IsConstant).ToArray();
        return (x =>
        {
            var whole = (Variable<T>[])inputs.Clone();
            for (var i = 0; i < free.Length; i++)
                whole[free[i]] = x[i];
            return row.Function(whole);
        }, Array.ConvertAll(free, i => inputs[i]));
    }

    /// <summary>The cotangents of the inputs that are not constants, for a cotangent of ones.</summary>
    private protected static Dense[] Cotangents<T>(PrimitiveCase<T> row, Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (function, point) = Differentiable(row, x);
        return Array.ConvertAll(Differentiate.Vjp(function, point, Variable.Ones<T>(row.Function(x).Shape)).Product, Dense.Of);
    }

    // The points that the element type holds: those that overflow or vanish in it are left out, one element of a vector of points after the other.
    private protected static Variable<T>[]? Representable<T>(Dense[] inputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var kept = Enumerable.Range(0, inputs[0].Values.Length).Where(i => inputs.All(input =>
            input.Values[i] == 0 || !double.IsFinite(input.Values[i]) || (T.IsFinite(T.CreateTruncating(input.Values[i])) && !T.IsZero(T.CreateTruncating(input.Values[i]))))).ToArray();
        return kept.Length == 0 ? null : Array.ConvertAll(inputs, input => Numbers.ToVariable<T>(Array.ConvertAll(kept, i => input.Values[i]), [kept.Length]));
    }

    private protected static void AssertSameBits<T>(Variable<T> expected, Variable<T> actual, string what) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (a, b) = (expected.ToArray(), actual.ToArray());
        for (var i = 0; i < a.Length; i++)
        {
            var isSame = T.IsNaN(a[i]) ? T.IsNaN(b[i]) : a[i] == b[i] && T.IsNegative(a[i]) == T.IsNegative(b[i]);
            Expect.True(isSame, $"{what}: expected {a[i]}, got {b[i]} at {Numbers.Index(i, expected.Shape)} of {expected.Shape}");
        }
    }
}
