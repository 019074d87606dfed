using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Convolution and its transposes: correlations that read their source by offsets, but for one tap, which is a product, and for most of 3 by 3, which
/// have fewer products after a transform.
/// </summary>
internal static unsafe class ConvolutionKernel
{
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

        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            if (problem.IsProduct)
                PointwiseConvolution.Forward(operands);
            else if (DepthwiseConvolution.FitsForward(problem))
                DepthwiseConvolution.Forward(operands);
            else if (Winograd.Fits<T>(problem))
                Winograd.Forward(operands);
            else
                ForwardConvolution.Run(operands);
        }
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

        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            if (problem.IsProduct)
                PointwiseConvolution.Transpose(operands);
            else if (DepthwiseConvolution.FitsTranspose(problem))
                DepthwiseConvolution.Transpose(operands);
            else if (Winograd.Fits<T>(problem))
                Winograd.Transpose(operands);
            else
                TransposedConvolution.Run(operands);
        }
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

        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            if (DepthwiseConvolution.FitsForward(problem))
                DepthwiseConvolution.Weights(operands);
            else if (Winograd.Fits<T>(problem))
                Winograd.Weights(operands);
            else
                ForwardConvolution.SumWeights(operands);
        }
    }
}
