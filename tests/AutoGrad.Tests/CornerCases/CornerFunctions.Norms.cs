using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerFunctions<T>
{
    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> Norms() => new()
    {
        ["vnorm.p0.zero"] = x => Norm(x[0], 0),
        ["vnorm.p0.5.one_zero"] = x => Norm(x[0], 0.5),
        ["vnorm.p0.5.plain"] = x => Norm(x[0], 0.5),
        ["vnorm.p0.5.tie"] = x => Norm(x[0], 0.5),
        ["vnorm.p1.one_zero"] = x => Norm(x[0], 1),
        ["vnorm.p1.tie"] = x => Norm(x[0], 1),
        ["vnorm.p1.5.zero"] = x => Norm(x[0], 1.5),
        ["vnorm.p1.5.plain"] = x => Norm(x[0], 1.5),
        ["vnorm.p1.5.tie"] = x => Norm(x[0], 1.5),
        ["vnorm.p2.one_zero"] = x => Norm(x[0], 2),
        ["vnorm.p2.tie"] = x => Norm(x[0], 2),
        ["vnorm.p3.zero"] = x => Norm(x[0], 3),
        ["vnorm.p3.one_zero"] = x => Norm(x[0], 3),
        ["vnorm.p3.plain"] = x => Norm(x[0], 3),
        ["vnorm.p3.tie"] = x => Norm(x[0], 3),
        ["vnorm.pinf.zero"] = x => Norm(x[0], double.PositiveInfinity),
        ["vnorm.pinf.one_zero"] = x => Norm(x[0], double.PositiveInfinity),
        ["vnorm.p-inf.one_zero"] = x => Norm(x[0], double.NegativeInfinity),
        ["fro_zero"] = x => Norm(x[0]),
        ["normalize.zero"] = x => x[0] / Maximum(Norm(x[0]), 1e-12),
        ["pairwise_distance.same"] = x => Norm(x[0] - x[1] + 1e-6, 2, -1),
        ["triplet.same"] = x => Mean(Clamp(Norm(x[0] - x[1] + 1e-6, 2, -1) - Norm(x[0] - x[2] + 1e-6, 2, -1) + 1, min: 0.0)),
        ["layer_norm.const_row"] = x => Standardize(x[0]),
        ["instance_norm.const"] = x => Standardize(x[0]),
    };

    private static Variable<T> Standardize(Variable<T> x) =>
        (x - Mean(x, -1, keepDimensions: true)) / Sqrt(Variance(x, -1, keepDimensions: true, correction: 0) + 1e-5);
}
