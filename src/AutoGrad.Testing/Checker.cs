using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>The checks of one function at one point.</summary>
/// <param name="f">The function.</param>
/// <param name="x">The point.</param>
/// <param name="options">What to check, and how.</param>
/// <param name="modes">What is to be checked.</param>
/// <param name="contract">⟨yBar, f⟩ at a point, and the size of the terms that it sums; null to compute it from f.</param>
internal sealed partial class Checker<T>(
    Func<Variable<T>[], Variable<T>> f, Variable<T>[] x, GradientCheckOptions options, Modes<T> modes,
    Func<Variable<T>[], Variable<T>, (double Value, double Size)>? contract = null)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly double Epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    // Two computations of one number agree to this part of the terms that they sum: far above rounding, far below any wrong rule.
    private static readonly double Agreement = Math.Pow(Epsilon, 2.0 / 3.0);

    // An estimate that may be off by more than this part of the terms proves nothing.
    private static readonly double Judgeable = Math.Pow(Epsilon, 1.0 / 3.0);

    private readonly Variable<T> _y = f([.. x]);

    public void Run(GradientChecks kind)
    {
        // Without elements there is no direction to go.
        if (x.All(variable => variable.Shape.Size == 0))
            return;
        for (var direction = 0; direction < options.Directions; direction++)
        {
            var random = new Random(unchecked((options.Seed * 1009) + direction));
            var (yBar, xDot) = (Cotangent(random), Tangents(random));
            switch (kind)
            {
                case GradientChecks.Reverse:
                    Reverse(kind, "Reverse mode", direction, yBar, xDot);
                    break;
                case GradientChecks.Forward:
                    Forward(kind, "Forward mode", direction, yBar, xDot);
                    break;
                case GradientChecks.InnerProduct:
                    InnerProduct(direction, yBar, xDot);
                    break;
                case GradientChecks.Linearity:
                    Linearity(direction, yBar, Cotangent(random));
                    break;
                default:
                    SecondOrder(direction, yBar, xDot, Tangents(random));
                    break;
            }
        }
    }

    /// <summary>The derivative ⟨yBarᵀJ(x), v⟩ as a function. It has its own checks, so that it is always the true one.</summary>
    public static Func<Variable<T>[], Variable<T>> Derivative(Func<Variable<T>[], Variable<T>> f, Variable<T> yBar, Variable<T>[] v) => x =>
    {
        var product = Differentiate.Vjp(f, x, yBar).Product;
        Variable<T> sum = 0;
        for (var i = 0; i < x.Length; i++)
            sum += Op.Sum(product[i] * v[i]);
        return sum;
    };

    private void Reverse(GradientChecks check, string name, int direction, Variable<T> yBar, Variable<T>[] xDot)
    {
        var xBar = modes.Vjp(f, x, yBar).Product;
        var (derivative, size) = Numbers.Dot(xBar, xDot);
        Judge(check, name, direction, derivative, size, Rounding(yBar, xDot), Difference(yBar, xDot), () => WorstInputs(yBar, xBar));
    }

    private void Forward(GradientChecks check, string name, int direction, Variable<T> yBar, Variable<T>[] xDot)
    {
        var yDot = modes.Jvp(f, x, xDot).Product;
        var (derivative, size) = Numbers.Dot([yBar], [yDot]);
        Judge(check, name, direction, derivative, size, Rounding(yBar, xDot), Difference(yBar, xDot), () => WorstOutput(yDot, xDot));
    }

    private void InnerProduct(int direction, Variable<T> yBar, Variable<T>[] xDot)
    {
        var (reverse, sizeReverse) = Numbers.Dot(modes.Vjp(f, x, yBar).Product, xDot);
        var (forward, sizeForward) = Numbers.Dot([yBar], [modes.Jvp(f, x, xDot).Product]);
        var tolerance = (Agreement * Math.Max(sizeReverse, sizeForward)) + Rounding(yBar, xDot);
        if (!(Math.Abs(reverse - forward) <= tolerance))
            throw Report(GradientChecks.InnerProduct, "Inner product", "⟨yBarᵀJ, xDot⟩", "⟨yBar, J·xDot⟩").Of(new Comparison(Along(direction), reverse, forward, tolerance));
    }

    private void Linearity(int direction, Variable<T> u, Variable<T> v)
    {
        var (a, b) = (0.75, -1.5);
        var products = modes.Vjp(f, x, (a * u) + (b * v)).Product;
        var (productsU, productsV) = (modes.Vjp(f, x, u).Product, modes.Vjp(f, x, v).Product);
        for (var i = 0; i < x.Length; i++)
        {
            var (whole, partU, partV) = (Numbers.Of(products[i]), Numbers.Of(productsU[i]), Numbers.Of(productsV[i]));
            // Terms that cancel in one element need not cancel in another, so the largest element counts for all.
            var tolerance = (Agreement * (partU.Append(0).Max(Math.Abs) + partV.Append(0).Max(Math.Abs))) + Rounding(u, [v]);
            for (var j = 0; j < whole.Length; j++)
            {
                var sum = (a * partU[j]) + (b * partV[j]);
                if (!(Math.Abs(whole[j] - sum) <= tolerance))
                {
                    throw (Report(GradientChecks.Linearity, "Linearity in the cotangent", "(a·u + b·v)ᵀJ", "a·uᵀJ + b·vᵀJ") with { Foot = $"{Shapes}; {Along(direction)}" })
                        .Of(Comparison.OfElement(i, j, x[i].Shape, whole[j], sum, tolerance));
                }
            }
        }
    }

    private void SecondOrder(int direction, Variable<T> yBar, Variable<T>[] v, Variable<T>[] xDot)
    {
        // The sum may cancel to far less than it rounds by, so the differences need its terms.
        (double, double) Contract(Variable<T>[] z, Variable<T> one)
        {
            var (value, size) = Numbers.Dot(Differentiate.Vjp(f, z, yBar).Product, v);
            return (value * Numbers.Of(one)[0], size);
        }

        var check = new Checker<T>(Derivative(f, yBar, v), x, options with { Name = $"The derivative of {options.Name}" }, modes, Contract);
        check.Reverse(GradientChecks.SecondOrder, "Second order, reverse mode", direction, 1, xDot);
        check.Forward(GradientChecks.SecondOrder, "Second order, forward mode", direction, 1, xDot);
    }

    private void Judge(
        GradientChecks check, string name, int direction, double derivative, double size, double rounding, DifferenceQuotient difference,
        Func<List<Comparison>> worst)
    {
        var scale = Math.Max(difference.Size, Math.Abs(difference.Value));
        if (double.IsFinite(size))
            scale = Math.Max(scale, size);
        // Where a function cancels to less than its rounding, the quotients have the noise of that, and not of the value.
        if (!(difference.Error <= (Judgeable * scale) + (rounding / DifferenceQuotient.FirstStep(Epsilon))))
        {
            throw Report(check, name, "derivative", "difference quotient", "cannot be judged here, because the difference quotients do not settle")
                .Inconclusive(new(Along(direction), derivative, difference.Value, difference.Error));
        }
        var whole = new Comparison(Along(direction), derivative, difference.Value, Tolerance(size, rounding, difference));
        if (whole.IsWrong)
            throw Report(check, name, "derivative", "difference quotient").Of([whole, .. options.FindsWorst ? worst() : []]);
    }

    // What rounding leaves of a derivative of order 1 that is zero because its terms cancel: their size cannot be seen in it.
    private static double Rounding(Variable<T> yBar, Variable<T>[] xDot) =>
        16 * Epsilon * Numbers.Of(yBar).Sum(Math.Abs) * xDot.SelectMany(Numbers.Of).Append(0).Max(Math.Abs);

    private Variable<T> Cotangent(Random random) => Numbers.ToVariable<T>(Numbers.Draw(_y.Shape.Size, random), _y.Shape);

    // A step is in proportion to its element: it must neither drown in the rounding of a large one nor run away from a small one.
    private Variable<T>[] Tangents(Random random) => Array.ConvertAll(x, variable =>
    {
        var steps = Numbers.Draw(variable.Shape.Size, random);
        var values = Numbers.Of(variable);
        for (var i = 0; i < steps.Length; i++)
            steps[i] *= Math.Max(1, Math.Abs(values[i]));
        return Numbers.ToVariable<T>(steps, variable.Shape);
    });
}
