using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace AutoGrad.Tests.Kernels;

public class GuardedOutputTests
{
    [Theory]
    [InlineData(-32)]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(36)]
    public void WhatIsWrittenOutside_IsNoticed(int place) =>
        Assert.ThrowsAny<XunitException>(() => GuardedOutput.Of<float>(5, y => Unsafe.Add(ref y[0], place) = 0));

    [Fact]
    public void WhatIsWrittenInside_IsGiven() => Assert.Equal([1, 2, 2], GuardedOutput.Of([1.0, 1, 1], y => y[1..].Fill(2)));
}
