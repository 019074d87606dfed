using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Convolution and its transposes as matrix products over packed patches. A block of the work is an image, a group and a tile of positions,
/// whatever the number of threads is.
/// </summary>
internal static unsafe class ConvolutionKernel
{
    // The images of a batch add up to the weights' cotangent in at most this many partial sums, in parallel.
    private const int PartialSums = 16;
    private const int PartialElements = 1 << 22;

    /// <summary>Sets y to the convolution of x with w.</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, Span<T> y, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The slices throw where a span is too short.
        x = x[..problem.XLength];
        w = w[..problem.WLength];
        y = y[..problem.YLength];
        if (x.IsEmpty || w.IsEmpty || y.IsEmpty)
        {
            y.Clear();
            return;
        }

        if (problem.GroupChannels == 1)
        {
            DepthwiseConvolution.Forward(x, w, y, problem);
            return;
        }

        fixed (T* px = x, pw = w, py = y)
            Forward(new ConvolutionOperands<T>(problem, px, pw, py));
    }

    /// <summary>Sets x to the transpose of the convolution with w, applied to y.</summary>
    public static void Transpose<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, Span<T> x, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..problem.XLength];
        w = w[..problem.WLength];
        y = y[..problem.YLength];
        if (x.IsEmpty || w.IsEmpty || y.IsEmpty)
        {
            x.Clear();
            return;
        }

        if (problem.GroupChannels == 1)
        {
            DepthwiseConvolution.Transpose(y, w, x, problem);
            return;
        }

        fixed (T* px = x, pw = w, py = y)
            Transpose(new ConvolutionOperands<T>(problem, px, pw, py));
    }

    /// <summary>Sets w to the transpose, in the weights, of the convolution of x, applied to y.</summary>
    public static void Weights<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> w, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = x[..problem.XLength];
        w = w[..problem.WLength];
        y = y[..problem.YLength];
        if (x.IsEmpty || w.IsEmpty || y.IsEmpty)
        {
            w.Clear();
            return;
        }

        if (problem.GroupChannels == 1)
        {
            DepthwiseConvolution.Weights(x, y, w, problem);
            return;
        }

        fixed (T* px = x, py = y, pw = w)
            Weights(new ConvolutionOperands<T>(problem, px, pw, py), w);
    }

    private static void Forward<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var tiles = operands.Tiles;
        BlockSplit.For(problem.Batch * problem.Groups * tiles, problem.Work, block =>
        {
            var (part, tile) = Math.DivRem(block, tiles);
            var (image, group) = Math.DivRem(part, problem.Groups);
            var (start, end) = operands.Tile(tile, tiles);
            using var buffer = new RentedSpan<T>(operands.BufferLength(tiles));
            fixed (T* pinned = buffer.Span)
            {
                var patches = operands.PatchesOf(image, group, start, end, buffer.Span, pinned);
                var y = operands.Outputs(image, group, start);
                MatrixProduct.Multiply(new ProductProblem<T>(
                    operands.Weights(group), patches, y.Data, y.Row, problem.GroupFilters, end - start, problem.PatchLength));
            }
        });
    }

    private static void Transpose<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var tiles = operands.Tiles;
        BlockSplit.For(problem.Batch * problem.Groups, problem.Work, block =>
        {
            var (image, group) = Math.DivRem(block, problem.Groups);
            var x = new Span<T>(operands.X(image, group), problem.GroupChannels * problem.Input.Size);
            if (!problem.IsProduct)
                x.Clear();
            using var buffer = new RentedSpan<T>(operands.BufferLength(tiles));
            fixed (T* pinned = buffer.Span)
            {
                for (var tile = 0; tile < tiles; tile++)
                {
                    var (start, end) = operands.Tile(tile, tiles);
                    var (target, row) = problem.IsProduct ? ((nint)(operands.X(image, group) + start), problem.Output.Size) : ((nint)pinned, end - start);
                    MatrixProduct.Multiply(new ProductProblem<T>(operands.Weights(group).Transposed, operands.Outputs(image, group, start),
                        (T*)target, row, problem.PatchLength, end - start, problem.GroupFilters));
                    if (!problem.IsProduct)
                        Patches.Add(buffer.Span, x, problem, problem.GroupChannels, start, end);
                }
            }
        });
    }

    // The number of partial sums follows from the problem alone, and they are added in their order.
    private static void Weights<T>(ConvolutionOperands<T> operands, Span<T> w) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var sums = Math.Clamp(PartialElements / w.Length, 1, Math.Min(PartialSums, problem.Batch));
        using var partial = new RentedSpan<T>(checked(sums * w.Length));
        fixed (T* pinned = partial.Span)
        {
            var sumsOf = pinned;
            BlockSplit.For(sums * problem.Groups, problem.Work, block =>
            {
                var (sum, group) = Math.DivRem(block, problem.Groups);
                var length = problem.GroupFilters * problem.PatchLength;
                var target = new Span<T>(sumsOf + ((nint)sum * problem.WLength) + ((nint)group * length), length);
                AddImages(operands, group, (int)((long)problem.Batch * sum / sums), (int)((long)problem.Batch * (sum + 1) / sums), target);
            });
        }

        partial.Span[..w.Length].CopyTo(w);
        for (var sum = 1; sum < sums; sum++)
            TensorPrimitives.Add(w, partial.Span.Slice(sum * w.Length, w.Length), w);
    }

    private static void AddImages<T>(ConvolutionOperands<T> operands, int group, int first, int last, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var tiles = operands.Tiles;
        using var buffer = new RentedSpan<T>(operands.BufferLength(tiles));
        using var product = new RentedSpan<T>(sum.Length);
        sum.Clear();
        fixed (T* pinned = buffer.Span, target = product.Span)
        {
            for (var block = first * tiles; block < last * tiles; block++)
            {
                var (image, tile) = Math.DivRem(block, tiles);
                var (start, end) = operands.Tile(tile, tiles);
                var patches = operands.PatchesOf(image, group, start, end, buffer.Span, pinned);
                MatrixProduct.Multiply(new ProductProblem<T>(operands.Outputs(image, group, start), patches.Transposed,
                    target, problem.PatchLength, problem.GroupFilters, problem.PatchLength, end - start));
                TensorPrimitives.Add(sum, product.Span, sum);
            }
        }
    }
}
