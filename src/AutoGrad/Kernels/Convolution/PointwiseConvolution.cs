using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Convolution with one tap, at a step of 1 and without padding: a product of matrices for each image and group.</summary>
internal static unsafe class PointwiseConvolution
{
    // Positions of an image are cut into parts of about so many elements of x and y.
    private const int PartElements = 1 << 17;
    private const int LeastPart = 64;

    public static void Forward<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> => Run(operands, false);

    public static void Transpose<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> => Run(operands, true);

    private static void Run<T>(ConvolutionOperands<T> operands, bool isTransposed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var (channels, filters, size) = (problem.GroupChannels, problem.GroupFilters, problem.Output.Size);
        var parts = (int)Math.Clamp((long)(channels + filters) * size / PartElements, 1, Math.Max(1, size / LeastPart));
        BlockSplit.For(problem.Batch * problem.Groups * parts, problem.Work, (operands, parts, isTransposed), static (own, block) =>
        {
            var (operands, parts, isTransposed) = own;
            var problem = operands.Problem;
            var (channels, filters, size) = (problem.GroupChannels, problem.GroupFilters, problem.Output.Size);
            var (copy, part) = Math.DivRem(block, parts);
            var (image, group) = Math.DivRem(copy, problem.Groups);
            var (start, end) = ((int)((long)size * part / parts), (int)((long)size * (part + 1) / parts));
            var w = new Operand<T>(operands.W(group), channels, 1);
            T* x = operands.X(image, group) + start, y = operands.Y(image, group) + start;
            MatrixProduct.Multiply(isTransposed
                ? new ProductProblem<T>(w.Transposed, new(y, size, 1), x, size, channels, end - start, filters)
                : new ProductProblem<T>(w, new(x, size, 1), y, size, filters, end - start, channels));
        });
    }
}
