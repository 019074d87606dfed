using System.Numerics.Tensors;

namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The thin singular value decomposition by one-sided Jacobi rotations (Hestenes 1958), which finds small singular values accurately.</summary>
internal static class SingularValues
{
    private const int MostSweeps = 60;
    private const double Orthogonal = 1e-16;

    /// <summary>Sets s [k], descending, u [k, longer] and v [k, k] from x [k, longer], whose content is lost: x = Σᵢ sᵢ vᵢ uᵢᵀ.</summary>
    /// <param name="x">The matrix, with no more rows than columns.</param>
    /// <param name="s">The singular values.</param>
    /// <param name="u">The vectors of the longer side, a row each.</param>
    /// <param name="v">The vectors of the shorter side, a row each.</param>
    /// <param name="k">The rows of x.</param>
    /// <param name="longer">The columns of x.</param>
    public static void Run(Span<double> x, Span<double> s, Span<double> u, Span<double> v, int k, int longer)
    {
        if (!DenseMatrix.IsFinite(x))
        {
            s.Fill(double.NaN);
            u.Fill(double.NaN);
            v.Fill(double.NaN);
            return;
        }
        using var rented = new RentedSpan<double>(k * k);
        using var rentedOrder = new RentedSpan<int>(k);
        var turned = rented.Span;
        DenseMatrix.SetIdentity(turned, k, k);
        var scale = x.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<double>(x));
        if (scale > 0)
            TensorPrimitives.Divide(x, scale, x);
        for (var sweep = 0; sweep < MostSweeps && Sweep(x, turned, k, longer); sweep++)
        {
        }
        for (var i = 0; i < k; i++)
            s[i] = -Math.Sqrt(SumOfSquares(DenseMatrix.Row(x, longer, i)));
        var order = rentedOrder.Span;
        DenseMatrix.SortTogether(s, order);
        for (var i = 0; i < k; i++)
        {
            var length = -s[i];
            var row = DenseMatrix.Row(u, longer, i);
            if (length > 0)
                TensorPrimitives.Divide(DenseMatrix.Row(x, longer, order[i]), length, row);
            else
                Complete(u, i, longer);
            var sign = DenseMatrix.SignOfLargest(row);
            TensorPrimitives.Multiply(row, sign, row);
            TensorPrimitives.Multiply(DenseMatrix.Row(turned, k, order[i]), sign, DenseMatrix.Row(v, k, i));
            s[i] = length * scale;
        }
    }

    private static bool Sweep(Span<double> x, Span<double> turned, int k, int longer)
    {
        var rotated = false;
        for (var p = 0; p < k; p++)
        {
            for (var q = p + 1; q < k; q++)
            {
                var first = DenseMatrix.Row(x, longer, p);
                var second = DenseMatrix.Row(x, longer, q);
                var off = TensorPrimitives.Dot<double>(first, second);
                var (squaresFirst, squaresSecond) = (SumOfSquares(first), SumOfSquares(second));
                if (off == 0 || Math.Abs(off) <= Orthogonal * Math.Sqrt(squaresFirst) * Math.Sqrt(squaresSecond))
                    continue;
                rotated = true;
                var (c, s) = DenseMatrix.RotationOf(squaresFirst, off, squaresSecond);
                DenseMatrix.Rotate(first, second, c, s);
                DenseMatrix.Rotate(DenseMatrix.Row(turned, k, p), DenseMatrix.Row(turned, k, q), c, s);
            }
        }
        return rotated;
    }

    private static double SumOfSquares(ReadOnlySpan<double> x) => TensorPrimitives.SumOfSquares(x);

    /// <summary>Makes row i a unit vector at right angles to those before it: of the unit vectors of the axes, the one that has most left without them.</summary>
    private static void Complete(Span<double> u, int i, int longer)
    {
        var row = DenseMatrix.Row(u, longer, i);
        var (best, least) = (0, double.PositiveInfinity);
        for (var axis = 0; axis < longer; axis++)
        {
            var along = 0.0;
            for (var j = 0; j < i; j++)
                along += u[(j * longer) + axis] * u[(j * longer) + axis];
            if (along < least)
                (best, least) = (axis, along);
        }
        row.Clear();
        row[best] = 1;
        // Twice, since the first pass leaves rounding errors.
        for (var pass = 0; pass < 2; pass++)
        {
            for (var j = 0; j < i; j++)
                DenseMatrix.AddRow(row, -TensorPrimitives.Dot<double>(row, DenseMatrix.Row(u, longer, j)), DenseMatrix.Row(u, longer, j));
        }
        TensorPrimitives.Divide(row, Math.Sqrt(SumOfSquares(row)), row);
    }
}
