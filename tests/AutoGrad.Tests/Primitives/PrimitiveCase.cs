using System.Numerics;
using AutoGrad.Testing;
using FsCheck;

namespace AutoGrad.Tests.Primitives;

/// <summary>One row of the table: an operation with its static arguments, what it should give, and where to try it.</summary>
/// <param name="Name">The name of the row, for messages.</param>
/// <param name="Operation">The public method of Op that the row is for.</param>
/// <param name="Samples">The shapes of the inputs.</param>
/// <param name="Domains">The elements of each input; those of a constant are not differentiated in.</param>
/// <param name="Function">The operation.</param>
/// <param name="Reference">The same in plain loops.</param>
internal sealed record PrimitiveCase<T>(
    string Name, string Operation, Arbitrary<Sample> Samples, Domain[] Domains,
    Func<Variable<T>[], Variable<T>> Function, Func<Dense[], Dense> Reference) where T : unmanaged, IFloatingPointIeee754<T>
{
    public Derivative Derivative { get; init; }

    /// <summary>Inputs far out, at which the value is accurate and the true gradient finite.</summary>
    public Dense[][] Extremes { get; init; } = [];

    public override string ToString() => Name;
}
