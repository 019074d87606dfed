using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

/// <summary>The three products of a convolution as one loop over all of its multiply-adds.</summary>
internal static class PlainConvolution
{
    public static double[] Forward(double[] x, double[] w, ConvolutionProblem problem)
    {
        var y = new double[problem.YLength];
        Visit(problem, (i, j, o) => y[o] += x[i] * w[j]);
        return y;
    }

    public static double[] Transpose(double[] y, double[] w, ConvolutionProblem problem)
    {
        var x = new double[problem.XLength];
        Visit(problem, (i, j, o) => x[i] += y[o] * w[j]);
        return x;
    }

    public static double[] Weights(double[] x, double[] y, ConvolutionProblem problem)
    {
        var w = new double[problem.WLength];
        Visit(problem, (i, j, o) => w[j] += x[i] * y[o]);
        return w;
    }

    private static void Visit(ConvolutionProblem problem, Action<int, int, int> visit)
    {
        for (var n = 0; n < problem.Batch; n++)
        {
            for (var k = 0; k < problem.Filters; k++)
            {
                for (var c = 0; c < problem.GroupChannels; c++)
                {
                    var channel = (n * problem.Channels) + (k / problem.GroupFilters * problem.GroupChannels) + c;
                    VisitPlane(problem, channel, (k * problem.GroupChannels) + c, (n * problem.Filters) + k, visit);
                }
            }
        }
    }

    private static void VisitPlane(ConvolutionProblem problem, int x, int w, int y, Action<int, int, int> visit)
    {
        for (var o = 0; o < problem.Output.Size; o++)
        {
            for (var t = 0; t < problem.Kernel.Size; t++)
            {
                var (place, tap) = (Split(o, problem.Output), Split(t, problem.Kernel));
                var depth = (place.Depth * problem.Stride.Depth) - problem.Before.Depth + (tap.Depth * problem.Dilation.Depth);
                var height = (place.Height * problem.Stride.Height) - problem.Before.Height + (tap.Height * problem.Dilation.Height);
                var width = (place.Width * problem.Stride.Width) - problem.Before.Width + (tap.Width * problem.Dilation.Width);
                var input = problem.Input;
                if (depth >= 0 && depth < input.Depth && height >= 0 && height < input.Height && width >= 0 && width < input.Width)
                {
                    visit((x * input.Size) + (((depth * input.Height) + height) * input.Width) + width,
                        (w * problem.Kernel.Size) + t, (y * problem.Output.Size) + o);
                }
            }
        }
    }

    private static Extent Split(int index, Extent lengths) =>
        new(index / lengths.Width / lengths.Height, index / lengths.Width % lengths.Height, index % lengths.Width);
}
