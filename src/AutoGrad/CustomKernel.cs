using System.Numerics;

namespace AutoGrad;

/// <summary>Computes a function of each element, for <see cref="Op.Custom{T}(Variable{T}, CustomKernel{T}, Func{Variable{T}, Variable{T}, Variable{T}, Variable{T}}, string)"/>.</summary>
/// <param name="x">The elements.</param>
/// <param name="y">The results, as many, each of which must be written.</param>
public delegate void CustomKernel<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
