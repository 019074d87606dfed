using System.Numerics;
using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Primitives;

/// <summary>The table of all operations. It is generic, so that one row serves float and double.</summary>
internal static partial class PrimitiveCases<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IReadOnlyList<PrimitiveCase<T>> All { get; } =
    [
        .. Elementwise(), .. Reduction(), .. Cumulative(), .. Order(), .. Moment(), .. LinearAlgebra(),
        .. Shaping(), .. Indexing(), .. Activation(), .. Extension(), .. Drawings(), .. Special(),
        .. Contractions(), .. Systems(), .. Factorizations(), .. Convolutions(), .. Pooling(), .. Rearranging(),
        .. Selecting(), .. Matrices(), .. Elementary(), .. Loops(), .. Standardization(),
    ];

    public static PrimitiveCase<T> Named(string name) => All.Single(row => row.Name == name);

    /// <summary>Cases whose inputs have the ranks, with lengths of axes from the least to the largest, where the operation takes them.</summary>
    private static Arbitrary<Sample> Where(Gen<Shape[]> shapes, Func<Variable<T>[], Variable<T>> function) => Samples.From(shapes, candidate =>
    {
        try
        {
            _ = function(Array.ConvertAll(candidate, Variable.Zeros<T>));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    });

    private static Gen<Shape[]> One(Gen<Shape> shape) => shape.Select(only => new[] { only });

    private static Gen<Shape> Lengths(int rank, int least, int largest) =>
        Gen.ArrayOf(Gen.Choose(least, largest), rank).Select(lengths => Shape.Create(lengths));
}
