using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Testing;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Kernels;

public class LineSumTests
{
    [Fact]
    public void Sums_OfRandomLengthsAndPlaces_MatchAPlainOne() => PropertyRunner.Check(
        "LineSum", ArbMap.Default.ArbFor<(ushort, byte)>(), shape =>
        {
            Check<double>(shape.Item1 % 5000, shape.Item2 % 20, 1e-14);
            Check<float>(shape.Item1 % 5000, shape.Item2 % 20, 1e-6);
        });

    // Where an addition rounds depends on what was added before: these are the bits of one order, on all hardware.
    [Fact]
    public void Sum_HasTheBitsOfItsOrder_WhateverTheWidthOfTheRegisters()
    {
        var x = Array.ConvertAll(Values(2000), value => (float)value);
        var lanes = new float[64];
        for (var i = 0; i < x.Length; i++)
            lanes[i % 64] += x[i];
        for (var half = 32; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[half + i];
        }
        Assert.Equal(lanes[0], LineSum<float>.Sum(x));
    }

    // A short line has lanes of 64 bytes; what is left after the last whole block goes to the last lanes.
    [Fact]
    public void Sum_OfAShortLine_HasTheBitsOfItsOrder()
    {
        foreach (var length in Enumerable.Range(16, 240))
        {
            var x = Array.ConvertAll(Values(length), value => (float)value);
            var lanes = new float[16];
            var whole = length / 16 * 16;
            for (var i = 0; i < whole; i++)
                lanes[i % 16] += x[i];
            for (var i = whole; i < length; i++)
                lanes[16 - length + i] += x[i];
            for (var half = 8; half > 0; half /= 2)
            {
                for (var i = 0; i < half; i++)
                    lanes[i] += lanes[half + i];
            }
            Assert.Equal(lanes[0], LineSum<float>.Sum(x));
        }
    }

    [Fact]
    public void Sums_OfNothing_AreZero()
    {
        Assert.Equal(0, LineSum<double>.Sum([]));
        Assert.Equal(0, LineSum<float>.SumOfSquares([]));
    }

    // What lies around the line must not count.
    private static void Check<T>(int length, int start, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[start + length + 70];
        Array.Fill(x, T.NaN);
        var line = x.AsSpan(start, length);
        var values = Values(length);
        for (var i = 0; i < length; i++)
            line[i] = T.CreateTruncating(values[i]);
        var (sum, squares, scale) = (0.0, 0.0, 1.0);
        foreach (var value in line)
        {
            var v = double.CreateTruncating(value);
            (sum, squares, scale) = (sum + v, squares + (v * v), scale + Math.Abs(v));
        }
        Assert.InRange(double.CreateTruncating(LineSum<T>.Sum(line)) - sum, -tolerance * scale, tolerance * scale);
        Assert.InRange(double.CreateTruncating(LineSum<T>.SumOfSquares(line)) - squares, -tolerance * (1 + squares), tolerance * (1 + squares));
        var distances = double.CreateTruncating(LineSum<T>.SumOfDistances(line, T.One)) + length - sum;
        Assert.InRange(distances, -2 * tolerance * (scale + length), 2 * tolerance * (scale + length));
        var (moved, about) = (double.CreateTruncating(LineSum<T>.SumOfSquares(line, T.One, -T.One - T.One)), squares + (2 * sum) + length);
        Assert.InRange(moved - about, -3 * tolerance * (1 + squares + scale + length), 3 * tolerance * (1 + squares + scale + length));
    }

    private static double[] Values(int count)
    {
        var values = new double[count];
        new RandomStream(11).FillNormal<double>(values, 0, 1);
        return values;
    }
}
