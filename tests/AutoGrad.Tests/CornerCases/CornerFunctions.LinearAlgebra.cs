using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerFunctions<T>
{
    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> LinearAlgebra() => new()
    {
        ["matmul"] = x => MatMul(x[0], x[1]),
        ["linear.batch0"] = x => MatMul(x[0], x[1], transposeB: true) + x[2],
        ["linear.vec"] = x => MatMul(x[1], x[0]) + x[2],
        ["linear.nd"] = x => MatMul(x[0], Transpose(x[1])),
        ["det_regular"] = x => Determinant(x[0]),
        ["det_singular_rank1"] = x => Determinant(x[0]),
        ["det_singular_3x3_rank1"] = x => Determinant(x[0]),
        ["det_zero"] = x => Determinant(x[0]),
        ["slogdet_neg"] = x => LogDeterminant(x[0]).LogAbsolute,
        ["inv"] = x => Inverse(x[0]),
        ["cholesky"] = x => Cholesky(x[0]),
        ["solve"] = x => Solve(x[0], x[1]),
        ["eigh_vec_degenerate"] = x => SymmetricEigen(x[0]).Vectors,
        ["triangular_solve"] = x => TriangularSolve(x[0], x[1]),
    };
}
