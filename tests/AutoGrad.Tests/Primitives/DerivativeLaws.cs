using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

/// <summary>Derivatives are those of finite differences and of each other.</summary>
public class DerivativeLaws : PrimitiveLaws
{
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
    public void Throws_ExactlyWhenForwardThrows(string row, string type) => InType(row, type, ThrowsWithForward, ThrowsWithForward);

    private static void DerivativesPass<T>(PrimitiveCase<T> row, GradientChecks checks) where T : unmanaged, IFloatingPointIeee754<T> =>
        Check($"{checks}", row, sample =>
        {
            var (function, x) = Differentiable(row, sample.Inputs<T>(row.Domains));
            if (row.Derivative == Derivative.Missing)
            {
                Assert.Throws<NotDifferentiableException>(() => Differentiate.Vjp(Everything(row), sample.Inputs<T>(row.Domains), Ones(row, sample)));
                return;
            }
            GradientCheck.Verify(function, x, new() { Name = row.Name, Checks = checks, Seed = sample.Seed });
        });

    private static void ThrowsWithForward<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> =>
        PropertyRunner.Check($"{row.Name} ({typeof(T).Name}): {nameof(Throws_ExactlyWhenForwardThrows)}", Samples.OfAnyShapes(row.Domains.Length), sample =>
        {
            var random = new Random(sample.Seed);
            var inputs = row.Domains.Select((domain, i) => domain.IsConstant
                ? Numbers.ToVariable<T>(Array.ConvertAll(new double[sample.Shapes[i].Size], _ => (double)random.Next(-1, 5)), sample.Shapes[i])
                : Numbers.ToVariable<T>(domain.Draw(random, sample.Shapes, i), sample.Shapes[i])).ToArray();
            Variable<T>? value = null;
            var plain = Record.Exception(() => { value = row.Function(inputs); });
            Expect.True(plain is null or ShapeException or IndexValueException, $"A wrong shape should be a ShapeException, got {plain}");
            var yBar = Variable.Ones<T>(value?.Shape ?? Shape.Scalar);
            var (function, x) = Differentiable(row, inputs);
            Variable<T>[] xDot = Array.ConvertAll(x, variable => Variable.Ones<T>(variable.Shape));
            AssertSame(plain, Record.Exception(() =>
            {
                using var tape = new Tape<T>();
                _ = row.Function(inputs);
            }));
            AssertSame(plain, Record.Exception(() => { _ = Differentiate.Vjp(function, x, yBar); }));
            AssertSame(plain, Record.Exception(() => { _ = Differentiate.Jvp(function, x, xDot); }));
        }, count: 40);

    private static void AssertSame(Exception? expected, Exception? actual)
    {
        Assert.Equal(expected?.GetType(), actual?.GetType());
        Assert.Equal(expected?.Message, actual?.Message);
    }

    private static Func<Variable<T>[], Variable<T>> Everything<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> => row.Function;

    private static Variable<T> Ones<T>(PrimitiveCase<T> row, Sample sample) where T : unmanaged, IFloatingPointIeee754<T> =>
        Variable.Ones<T>(row.Function(sample.Inputs<T>(row.Domains)).Shape);
}
