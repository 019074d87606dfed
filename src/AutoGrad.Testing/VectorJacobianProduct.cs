using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>The value of a function and the products of a cotangent with its Jacobians, as <see cref="Differentiate"/> computes them.</summary>
internal delegate (Variable<T> Value, Variable<T>[] Product) VectorJacobianProduct<T>(
    Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, Variable<T> yBar) where T : unmanaged, IFloatingPointIeee754<T>;
