using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>What every operation has to obey, for each row of the table, in float and in double.</summary>
public partial class PrimitiveLaws
{
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

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_MatchesReference(string row, string type) => InType(row, type, ValueMatchesReference, ValueMatchesReference);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Shape_MatchesInferredShape(string row, string type) => InType(row, type, ShapeMatchesInferredShape, ShapeMatchesInferredShape);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Pullback_MatchesFiniteDifferences(string row, string type) =>
        InType(row, type, r => DerivativesPass(r, GradientChecks.Reverse), r => DerivativesPass(r, GradientChecks.Reverse));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Pushforward_MatchesFiniteDifferences(string row, string type) =>
        InType(row, type, r => DerivativesPass(r, GradientChecks.Forward), r => DerivativesPass(r, GradientChecks.Forward));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Pullback_IsLinearInCotangent(string row, string type) =>
        InType(row, type, r => DerivativesPass(r, GradientChecks.Linearity), r => DerivativesPass(r, GradientChecks.Linearity));

    [Theory]
    [MemberData(nameof(Rows))]
    public void JvpAndVjp_AgreeByInnerProduct(string row, string type) =>
        InType(row, type, r => DerivativesPass(r, GradientChecks.InnerProduct), r => DerivativesPass(r, GradientChecks.InnerProduct));

    [Theory]
    [MemberData(nameof(Rows))]
    public void SecondOrder_MatchesFiniteDifferences(string row, string type) =>
        InType(row, type, r => DerivativesPass(r, GradientChecks.SecondOrder), r => DerivativesPass(r, GradientChecks.SecondOrder));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gradient_OfExtremeInputs_IsFinite(string row, string type) => InType(row, type, GradientIsFinite, GradientIsFinite);

    [Theory]
    [MemberData(nameof(RowNames))]
    public void FloatAndDouble_Agree(string row)
    {
        var (single, twice) = (PrimitiveCases<float>.Named(row), PrimitiveCases<double>.Named(row));
        Check(nameof(FloatAndDouble_Agree), twice, sample =>
        {
            var (valueSingle, gradientSingle) = ValueAndCotangents(single, sample);
            var (valueDouble, gradientDouble) = ValueAndCotangents(twice, sample);
            AssertClose(valueDouble, valueSingle, SingleAccuracy, "value");
            for (var i = 0; i < gradientDouble.Length; i++)
                AssertClose(gradientDouble[i], gradientSingle[i], SingleAccuracy, $"cotangent {i}");
        });
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Throws_ExactlyWhenForwardThrows(string row, string type) => InType(row, type, ThrowsWithForward, ThrowsWithForward);

    private static void InType(string row, string type, Action<PrimitiveCase<float>> single, Action<PrimitiveCase<double>> twice)
    {
        if (type == "float")
            single(PrimitiveCases<float>.Named(row));
        else
            twice(PrimitiveCases<double>.Named(row));
    }

    private static void Check<T>(string law, PrimitiveCase<T> row, Action<Sample> property) where T : unmanaged, IFloatingPointIeee754<T> =>
        PropertyRunner.Check($"{row.Name} ({typeof(T).Name}): {law}", row.Samples, property);

    private static double EpsilonOf<T>() where T : unmanaged, IFloatingPointIeee754<T> => double.CreateChecked(T.BitIncrement(T.One) - T.One);

    private const double SingleAccuracy = 2e-5;
}
