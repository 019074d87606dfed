using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>How the checks differentiate: as <see cref="Differentiate"/> does, or with a rule that is wrong on purpose.</summary>
internal sealed record Modes<T>(Modes<T>.Reverse Vjp, Modes<T>.Forward Jvp) where T : unmanaged, IFloatingPointIeee754<T>
{
    public delegate (Variable<T> Value, Variable<T>[] Product) Reverse(
        Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, Variable<T> yBar);

    public delegate (Variable<T> Value, Variable<T> Product) Forward(
        Func<Variable<T>[], Variable<T>> f, ReadOnlySpan<Variable<T>> x, ReadOnlySpan<Variable<T>> xDot);

    public static Modes<T> True { get; } = new(Differentiate.Vjp, Differentiate.Jvp);
}
