using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Differentiate
{
    /// <summary>The value of a function and the product vᵀJ of a cotangent with its Jacobian, [..x.Shape].</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="yBar">The cotangent, of the shape of the output.</param>
    /// <exception cref="ShapeException">The cotangent has another shape than the output.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static (Variable<T> Value, Variable<T> Product) Vjp<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, Variable<T> yBar) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (value, product) = Vjp(OfArray(f), [x], yBar);
        return (value, product[0]);
    }

    /// <summary>The value of a function of two variables and the products of a cotangent with its Jacobians.</summary>
    /// <inheritdoc cref="Vjp{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, (Variable<T> A, Variable<T> B) Product) Vjp<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, Variable<T> yBar) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (value, product) = Vjp(OfArray(f), [a, b], yBar);
        return (value, (product[0], product[1]));
    }

    /// <summary>The value of a function of any number of variables and the products of a cotangent with its Jacobians.</summary>
    /// <inheritdoc cref="Vjp{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, Variable<T>[] Product) Vjp<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, Variable<T> yBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(yBar);
        using var evaluation = new Evaluation<T>(nameof(Vjp), f, x);
        Checks.SameShape(nameof(Vjp), "a cotangent", "the output", evaluation.Output, yBar);
        var value = evaluation.KeptOutput;
        return (value, evaluation.Reverse(yBar, last: true));
    }

    /// <summary>The value of a function and the product J·v of its Jacobian with a tangent, [..y.Shape].</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="xDot">The tangent, of the shape of x.</param>
    /// <exception cref="ShapeException">The tangent has another shape than x.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static (Variable<T> Value, Variable<T> Product) Jvp<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, Variable<T> xDot) where T : unmanaged, IFloatingPointIeee754<T> =>
        Jvp(OfArray(f), [x], [xDot]);

    /// <summary>The value of a function of two variables and the product of its Jacobians with a tangent for each.</summary>
    /// <inheritdoc cref="Jvp{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, Variable<T> Product) Jvp<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, Variable<T> aDot, Variable<T> bDot) where T : unmanaged, IFloatingPointIeee754<T> =>
        Jvp(OfArray(f), [a, b], [aDot, bDot]);

    /// <summary>The value of a function of any number of variables and the product of its Jacobians with a tangent for each.</summary>
    /// <exception cref="ArgumentException">There are more or fewer tangents than variables.</exception>
    /// <inheritdoc cref="Jvp{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static (Variable<T> Value, Variable<T> Product) Jvp<T>(
        Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, ReadOnlySpan<Variable<T>> xDot) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length != xDot.Length)
            throw new ArgumentException($"Jvp: needs one tangent for each variable, got {xDot.Length} for {x.Length}.", nameof(xDot));
        for (var i = 0; i < x.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(x[i], nameof(x));
            ArgumentNullException.ThrowIfNull(xDot[i], nameof(xDot));
            Checks.SameShape(nameof(Jvp), "a tangent", "its variable", x[i], xDot[i]);
        }
        using var evaluation = new Evaluation<T>(nameof(Jvp), f, x);
        var value = evaluation.KeptOutput;
        return (value, evaluation.Forward([.. xDot]));
    }

    /// <summary>The product H·v of the Hessian of a scalar function with a vector, [..x.Shape], without the Hessian.</summary>
    /// <param name="f">A function with an output of one element.</param>
    /// <param name="x">The point.</param>
    /// <param name="v">The vector, of the shape of x.</param>
    /// <exception cref="ShapeException">The output is not a scalar, or the vector has another shape than x.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on x only through an operation without derivative.</exception>
    public static Variable<T> HessianVectorProduct<T>(Func<Variable<T>, Variable<T>> f, Variable<T> x, Variable<T> v) where T : unmanaged, IFloatingPointIeee754<T> =>
        HessianVectorProduct(OfArray(f), [x], [v])[0];

    /// <summary>The products of the Hessian of a scalar function of two variables, all four blocks, with a vector for each.</summary>
    /// <inheritdoc cref="HessianVectorProduct{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static (Variable<T> A, Variable<T> B) HessianVectorProduct<T>(
        Func<Variable<T>, Variable<T>, Variable<T>> f, Variable<T> a, Variable<T> b, Variable<T> vA, Variable<T> vB) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = HessianVectorProduct(OfArray(f), [a, b], [vA, vB]);
        return (product[0], product[1]);
    }

    /// <summary>The products of the Hessian of a scalar function of any number of variables, all blocks, with a vector for each.</summary>
    /// <exception cref="ArgumentException">There are more or fewer vectors than variables.</exception>
    /// <inheritdoc cref="HessianVectorProduct{T}(Func{Variable{T}, Variable{T}}, Variable{T}, Variable{T})" path="/exception"/>
    public static Variable<T>[] HessianVectorProduct<T>(Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, ReadOnlySpan<Variable<T>> v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length != v.Length)
            throw new ArgumentException($"HessianVectorProduct: needs one vector for each variable, got {v.Length} for {x.Length}.", nameof(v));
        for (var i = 0; i < x.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(x[i], nameof(x));
            ArgumentNullException.ThrowIfNull(v[i], nameof(v));
            Checks.SameShape(nameof(HessianVectorProduct), "a vector", "its variable", x[i], v[i]);
        }
        // Hv is the gradient of ∇f·v, with v constant.
        var vectors = v.ToArray();
        return ValueAndGradient(
            nameof(HessianVectorProduct),
            arguments =>
            {
                var gradients = ValueAndGradient(nameof(HessianVectorProduct), f, arguments).Gradient;
                Variable<T> sum = 0;
                for (var i = 0; i < gradients.Length; i++)
                    sum += Op.Sum(gradients[i] * vectors[i]);
                return sum;
            },
            x).Gradient;
    }
}
