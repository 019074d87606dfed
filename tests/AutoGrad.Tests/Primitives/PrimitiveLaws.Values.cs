using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

public partial class PrimitiveLaws
{
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

    /// <summary>The cotangents of the inputs that are not constants, for a cotangent of ones.</summary>
    private static Dense[] Cotangents<T>(PrimitiveCase<T> row, Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (function, point) = Differentiable(row, x);
        return Array.ConvertAll(Differentiate.Vjp(function, point, Variable.Ones<T>(row.Function(x).Shape)).Product, Dense.Of);
    }

    // The points that the element type holds: those that overflow or vanish in it are left out, one element of a vector of points after the other.
    private static Variable<T>[]? Representable<T>(Dense[] inputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var kept = Enumerable.Range(0, inputs[0].Values.Length).Where(i => inputs.All(input =>
            input.Values[i] == 0 || !double.IsFinite(input.Values[i]) || (T.IsFinite(T.CreateTruncating(input.Values[i])) && !T.IsZero(T.CreateTruncating(input.Values[i]))))).ToArray();
        return kept.Length == 0 ? null : Array.ConvertAll(inputs, input => Numbers.ToVariable<T>(Array.ConvertAll(kept, i => input.Values[i]), [kept.Length]));
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
