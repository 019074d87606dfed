using System.Numerics.Tensors;

namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The exponential of a matrix by scaling, a Padé approximant of degree 13 and squaring (Higham 2005).</summary>
internal static class Exponential
{
    /// <summary>Up to this 1-norm the approximant is accurate to the last digit of double.</summary>
    private const double Accurate = 5.371920351148152;

    public static ReadOnlySpan<double> Coefficients =>
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640,
        1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    /// <summary>Sets y [n, n] to the exponential of a [n, n], whose content is lost. NaN where an element is NaN or infinite.</summary>
    public static void Run(Span<double> a, Span<double> y, int n)
    {
        if (!DenseMatrix.IsFinite(a))
        {
            y.Fill(double.NaN);
            return;
        }
        var squarings = Math.Max(0, (int)Math.Ceiling(Math.Log2(LargestColumn(a, n) / Accurate)));
        TensorPrimitives.Multiply(a, Math.ScaleB(1, -squarings), a);
        using var powers = new RentedSpan<double>(3 * n * n);
        using var odd = new RentedSpan<double>(n * n);
        using var even = new RentedSpan<double>(n * n);
        using var swaps = new RentedSpan<int>(n);
        var (square, fourth, sixth) = (0..(n * n), (n * n)..(2 * n * n), (2 * n * n)..);
        Multiply(a, a, powers.Span[square], n);
        Multiply(powers.Span[square], powers.Span[square], powers.Span[fourth], n);
        Multiply(powers.Span[square], powers.Span[fourth], powers.Span[sixth], n);

        // p(a) = even + odd and p(-a) = even - odd; the approximant is p(a) / p(-a).
        Combine(powers.Span, Coefficients[9], Coefficients[11], Coefficients[13], 0, y, n);
        Multiply(powers.Span[sixth], y, even.Span, n);
        Combine(powers.Span, Coefficients[3], Coefficients[5], Coefficients[7], Coefficients[1], y, n);
        TensorPrimitives.Add(even.Span, y, even.Span);
        Multiply(a, even.Span, odd.Span, n);
        Combine(powers.Span, Coefficients[8], Coefficients[10], Coefficients[12], 0, y, n);
        Multiply(powers.Span[sixth], y, even.Span, n);
        Combine(powers.Span, Coefficients[2], Coefficients[4], Coefficients[6], Coefficients[0], y, n);
        TensorPrimitives.Add(even.Span, y, even.Span);

        TensorPrimitives.Add(even.Span, odd.Span, y);
        TensorPrimitives.Subtract(even.Span, odd.Span, even.Span);
        _ = LuFactor.Run(even.Span, n, swaps.Span);
        LuFactor.Solve(even.Span, swaps.Span, transposed: false, y, n);
        for (var i = 0; i < squarings; i++)
        {
            Multiply(y, y, odd.Span, n);
            odd.Span.CopyTo(y);
        }
    }

    /// <summary>y = second · a² + fourth · a⁴ + sixth · a⁶ + unit · I.</summary>
    private static void Combine(ReadOnlySpan<double> powers, double second, double fourth, double sixth, double unit, Span<double> y, int n)
    {
        TensorPrimitives.Multiply(powers[..(n * n)], second, y);
        DenseMatrix.AddRow(y, fourth, powers.Slice(n * n, n * n));
        DenseMatrix.AddRow(y, sixth, powers[(2 * n * n)..]);
        for (var i = 0; i < n; i++)
            y[(i * n) + i] += unit;
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n) =>
        MatrixProduct.Multiply(a, false, b, false, c, n, n, n);

    private static double LargestColumn(ReadOnlySpan<double> a, int n)
    {
        var largest = 0.0;
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += Math.Abs(a[(i * n) + j]);
            largest = Math.Max(largest, sum);
        }
        return largest;
    }
}
