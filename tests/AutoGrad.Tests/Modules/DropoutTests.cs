namespace AutoGrad.Tests.Modules;

public sealed class DropoutTests
{
    private static readonly Variable<double> Ones = Variable.Ones<double>([40, 50]);

    [Fact]
    public void Training_ScalesWhatItKeeps()
    {
        var y = new Dropout<double>(0.2, new RandomStream(3)).Forward(Ones).ToArray();

        Assert.Equal([0, 1.25], y.Distinct().Order());
        // The standard deviation of the mean of 2,000 such elements is 0.0112.
        Assert.InRange(y.Average(), 0.95, 1.05);
    }

    [Fact]
    public void Gradient_IsTheMask()
    {
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([30]);
        var y = new Dropout<double>(0.5, new RandomStream(3)).Forward(x);

        Assert.Equal(y.ToArray(), tape.Gradient(Op.Sum(y), x).ToArray());
    }

    [Fact]
    public void SameSeed_GivesTheSameMask_AndEachCallAnother()
    {
        var (first, again) = (new Dropout<double>(0.5, new RandomStream(3)), new Dropout<double>(0.5, new RandomStream(3)));
        var mask = first.Forward(Ones).ToArray();

        Assert.Equal(mask, again.Forward(Ones).ToArray());
        Assert.NotEqual(mask, first.Forward(Ones).ToArray());
    }

    [Fact]
    public void Compiled_DrawsAnewInEachRun_WhatTheEagerOneDraws()
    {
        var (eager, traced) = (new Dropout<double>(0.5, new RandomStream(3)), new Dropout<double>(0.5, new RandomStream(3)));
        var compiled = Graph.Compile<double>(traced.Forward);
        for (var run = 0; run < 3; run++)
            Assert.Equal(eager.Forward(Ones).ToArray(), compiled.Invoke(Ones).ToArray());
    }

    [Fact]
    public void Evaluation_IsTheInput()
    {
        var (dropout, spatial) = (new Dropout<double>(0.5, new RandomStream(3)), new SpatialDropout<double>(0.5, new RandomStream(3)));
        dropout.Evaluate();
        spatial.Evaluate();

        Assert.Same(Ones, dropout.Forward(Ones));
        Assert.Same(Ones, spatial.Forward(Ones));
    }

    [Fact]
    public void SpatialDropout_DropsWholeChannels()
    {
        var y = new SpatialDropout<double>(0.5, new RandomStream(3)).Forward(Variable.Ones<double>([8, 8, 3, 3])).ToArray();
        var channels = y.Chunk(9).ToArray();

        Assert.All(channels, channel => Assert.Single(channel.Distinct()));
        Assert.Equal([0.0, 2.0], channels.Select(channel => channel[0]).Distinct().Order());
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        Assert.Equal("Dropout: needs a probability from 0 to less than 1, got 1. (Parameter 'probability')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<double>(1, new RandomStream(1))).Message);
        Assert.Equal("SpatialDropout: needs a probability from 0 to less than 1, got -0.5. (Parameter 'probability')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpatialDropout<double>(-0.5, new RandomStream(1))).Message);
        Assert.Equal("SpatialDropout: needs x [n, c, ..], got x [3].",
            Assert.Throws<ShapeException>(() => new SpatialDropout<double>(0.5, new RandomStream(1)).Forward(Variable.Ones<double>([3]))).Message);
    }
}
