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
        var (input, kernel, stride, before, dilation) = (problem.Input, problem.Kernel, problem.Stride, problem.Before, problem.Dilation);
        for (var o = 0; o < problem.Output.Size; o++)
        {
            var place = Split(o, problem.Output);
            for (var t = 0; t < kernel.Depth * kernel.Height; t++)
            {
                var depth = (place.Depth * stride.Depth) - before.Depth + (t / kernel.Height * dilation.Depth);
                var height = (place.Height * stride.Height) - before.Height + (t % kernel.Height * dilation.Height);
                if (depth < 0 || depth >= input.Depth || height < 0 || height >= input.Height)
                    continue;
                var row = (x * input.Size) + (((depth * input.Height) + height) * input.Width);
                var width = (place.Width * stride.Width) - before.Width;
                for (var tap = 0; tap < kernel.Width; tap++, width += dilation.Width)
                {
                    if (width >= 0 && width < input.Width)
                        visit(row + width, (((w * kernel.Depth * kernel.Height) + t) * kernel.Width) + tap, (y * problem.Output.Size) + o);
                }
            }
        }
    }

    private static Extent Split(int index, Extent lengths) =>
        new(index / lengths.Width / lengths.Height, index / lengths.Width % lengths.Height, index % lengths.Width);
}
