using AutoGrad.Kernels;
using static AutoGrad.Tests.Kernels.Convolution.ConvolutionKernelTests;

namespace AutoGrad.Tests.Kernels.Convolution;

[Collection(nameof(AutoGradSettings))]
public class ConvolutionThreadTests
{
    [Fact]
    public void Kernels_OnMoreThreads_GiveTheSameBits() => Assert.All(Large, AssertSameBits);

    [Theory]
    [MemberData(nameof(DepthwiseShapes), MemberType = typeof(ConvolutionKernelTests))]
    public void Depthwise_OnMoreThreads_GivesTheSameBits(string name, int[] sizes)
    {
        Assert.NotEmpty(name);
        AssertSameBits(DepthwiseProblem(sizes));
    }

    [Fact]
    public void Tiles_OnMoreThreads_GiveTheSameBits()
    {
        var problem = Square(5, 70, 66, 27, 30, 1);
        Assert.True(Winograd.Fits<float>(problem));
        AssertSameBits(problem);
    }

    private static void AssertSameBits(ConvolutionProblem problem) => ThreadCounts.SameBits(() => RunAll(problem).SelectMany(result => result).ToArray());
}
