using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>One less the cosine of the angle between vectors, 1 - ⟨a, b⟩/(‖a‖‖b‖) for each pair along the last axis, and the mean of all.</summary>
    /// <param name="a">Vectors, [.., n].</param>
    /// <param name="b">As many, of the same shape: nothing is broadcast.</param>
    /// <param name="epsilon">What a norm counts for at least.</param>
    /// <param name="reduction">What is made of the pairs; None gives [..].</param>
    /// <exception cref="ShapeException">The shapes differ, there is no element, or no axis.</exception>
    public static Variable<T> CosineSimilarity<T>(Variable<T> a, Variable<T> b, double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(CosineSimilarity), nameof(a), a, nameof(b), b);
        if (a.Shape.Rank == 0)
            Guard.ThrowShape(nameof(CosineSimilarity), "needs vectors [.., n]", $"a {a.Shape}");
        Variable<T> Norm(Variable<T> x) => Op.Sqrt(Op.Maximum(Op.Sum(Op.Square(x), -1), epsilon * epsilon));
        return Reduce(1 - (Op.Sum(a * b, -1) / (Norm(a) * Norm(b))), reduction);
    }
}
