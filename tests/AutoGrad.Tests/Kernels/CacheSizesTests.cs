using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public class CacheSizesTests
{
    private const int Kibibyte = 1024;

    [Theory]
    [InlineData(0, 256)]
    [InlineData(255, 256)]
    [InlineData(256, 256)]
    [InlineData(511, 256)]
    [InlineData(512, 512)]
    [InlineData(1024, 1024)]
    [InlineData(1280, 1024)]
    [InlineData(2048, 2048)]
    [InlineData(16384, 2048)]
    public void Rounded_IsThePowerOfTwoBelow_WithinBounds(long size, int expected) =>
        Assert.Equal(expected * Kibibyte, CacheSizes.Rounded(size * Kibibyte));

    [Fact]
    public void Second_IsAPowerOfTwoWithinBounds()
    {
        Assert.True(BitOperations.IsPow2(CacheSizes.Second));
        Assert.InRange(CacheSizes.Second, 256 * Kibibyte, 2048 * Kibibyte);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void WhatTheProcessorAndTheSystemSay_AreOfTheSameOrder(int level)
    {
        if (CacheSizes.FromProcessor(level) is not { } processor || CacheSizes.FromSystem(level) is not { } system)
            return;
        Assert.InRange(processor, system / 4, system * 4);
    }
}
