using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>Values and shapes are those of a plain reference, in both element types.</summary>
public class ValueLaws : PrimitiveLaws
{
    private const double SingleAccuracy = 2e-5;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_MatchesReference(string row, string type) => InType(row, type, ValueMatchesReference, ValueMatchesReference);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Shape_MatchesInferredShape(string row, string type) => InType(row, type, ShapeMatchesInferredShape, ShapeMatchesInferredShape);

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

    private static void ValueMatchesReference<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(nameof(Value_MatchesReference), row, sample =>
        {
            var x = sample.Inputs<T>(row.Domains);
            AssertClose(row.Reference(Array.ConvertAll(x, Dense.Of)), Dense.Of(row.Function(x)), 64 * EpsilonOf<T>(), "value");
        });
        foreach (var extreme in row.Extremes)
        {
            if (Representable<T>(extreme) is not { } x)
                continue;
            var expected = row.Reference(Array.ConvertAll(x, Dense.Of));
            var actual = Dense.Of(row.Function(x));
            for (var i = 0; i < expected.Values.Length; i++)
                AssertAccurate<T>(expected.Values[i], actual.Values[i], $"{row.Name} of {Print(x, i)}");
        }
    }

    private static void ShapeMatchesInferredShape<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> =>
        Check(nameof(Shape_MatchesInferredShape), row, sample =>
        {
            var x = sample.Inputs<T>(row.Domains);
            using var tape = new Tape<T>();
            var y = row.Function(x);
            Assert.Equal(row.Reference(Array.ConvertAll(x, Dense.Of)).Shape, y.Shape);
            foreach (ref var node in tape.Record.Nodes)
            {
                Assert.Equal(node.Output.Shape, node.Primitive.InferShape(node.Inputs));
                // Results must not depend on what was in the memory before, and every element must be written.
                var (first, second) = (Filled(node.Output.Shape, T.NaN), Filled(node.Output.Shape, T.One));
                node.Primitive.Evaluate(node.Inputs, first);
                node.Primitive.Evaluate(node.Inputs, second);
                if (!node.Primitive.IsPure)
                    continue;
                Assert.Equal(node.Output.ToArray(), first);
                Assert.Equal(first, second);
            }
        });

    private static void GradientIsFinite<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (row.Derivative == Derivative.Missing)
            return;
        foreach (var extreme in row.Extremes)
        {
            if (Representable<T>(extreme) is not { } x)
                continue;
            var exact = Cotangents(PrimitiveCases<double>.Named(row.Name), Array.ConvertAll(x, input => Numbers.ToVariable<double>(Numbers.Of(input), input.Shape)));
            var gradients = Cotangents(row, x);
            for (var i = 0; i < gradients.Length; i++)
            {
                for (var j = 0; j < gradients[i].Values.Length; j++)
                {
                    // A gradient that only float cannot hold is infinite in float.
                    if (typeof(T) == typeof(float) && double.IsFinite(exact[i].Values[j]) && Math.Abs(exact[i].Values[j]) > float.MaxValue)
                        continue;
                    Assert.True(double.IsFinite(gradients[i].Values[j]),
                        $"The gradient of {row.Name} ({typeof(T).Name}) in input {i} is {gradients[i].Values[j]} at {Print(x, j)}.");
                }
            }
        }
    }

    private static (Dense Value, Dense[] Cotangents) ValueAndCotangents<T>(PrimitiveCase<T> row, Sample sample) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = sample.Inputs<T>(row.Domains);
        return (Dense.Of(row.Function(x)), row.Derivative == Derivative.Missing ? [] : Cotangents(row, x));
    }

    private static void AssertClose(Dense expected, Dense actual, double accuracy, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var size = expected.Values.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (a, b) = (expected.Values[i], actual.Values[i]);
            Assert.True(a.Equals(b) || Math.Abs(a - b) <= accuracy * size,
                $"{what}: expected {Numbers.Print(a)}, got {Numbers.Print(b)} at {Numbers.Index(i, expected.Shape)}");
        }
    }

    // Far out, the error is measured against the value itself.
    private static void AssertAccurate<T>(double expected, double actual, string what) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rounded = double.CreateChecked(T.CreateTruncating(expected));
        var tolerance = (64 * EpsilonOf<T>() * Math.Abs(expected)) + (4 * double.CreateChecked(T.Epsilon));
        Assert.True(rounded.Equals(actual) || rounded == actual || Math.Abs(expected - actual) <= tolerance,
            $"{what} ({typeof(T).Name}): expected {Numbers.Print(expected)}, got {Numbers.Print(actual)}");
    }

    private static string Print<T>(Variable<T>[] x, int element) where T : unmanaged, IFloatingPointIeee754<T> =>
        string.Join(", ", x.Select(input => element < input.Shape.Size ? Numbers.Print(Numbers.Of(input)[element]) : input.ToString()));

    private static T[] Filled<T>(Shape shape, T value)
    {
        var values = new T[shape.Size];
        Array.Fill(values, value);
        return values;
    }
}
