using System.Numerics;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Primitives;

public partial class PrimitiveLaws
{
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
            Assert.True(plain is null or ShapeException or IndexValueException, $"A wrong shape should be a ShapeException, got {plain}");
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

    /// <summary>The row as a function of the inputs that are not constants, and those inputs.</summary>
    private static (Func<Variable<T>[], Variable<T>> Function, Variable<T>[] Point) Differentiable<T>(PrimitiveCase<T> row, Variable<T>[] inputs)
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

    private static Func<Variable<T>[], Variable<T>> Everything<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T> => row.Function;

    private static Variable<T> Ones<T>(PrimitiveCase<T> row, Sample sample) where T : unmanaged, IFloatingPointIeee754<T> =>
        Variable.Ones<T>(row.Function(sample.Inputs<T>(row.Domains)).Shape);
}
