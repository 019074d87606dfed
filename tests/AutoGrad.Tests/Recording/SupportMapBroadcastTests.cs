using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Recording;

/// <summary>A selection of what was broadcast, tiled or padded counts each element once.</summary>
public class SupportMapBroadcastTests
{
    private static readonly Variable<double> Mask = Variable.Matrix(new double[,] { { 1, 0 }, { 0, 0 }, { 1, 0 } });

    [Fact]
    public void WhatWasBroadcast_CountsOnce()
    {
        var gradient = Gradient(x => Sum(Where(Mask, BroadcastTo(Sqrt(x), [3, 2]), 0)), Variable.Vector(4.0, 0));
        Assert.Equal([0.5, 0], gradient.ToArray());
    }

    [Fact]
    public void WhatWasBroadcast_KeepsItsShape_ForWhatComesBefore()
    {
        var gradient = Gradient(x => Sum(Where(Mask, BroadcastTo(Reshape(Sqrt(x), 1, 2), [3, 2]), 0)), Variable.Vector(4.0, 0));
        Assert.Equal([0.5, 0], gradient.ToArray());
    }

    [Fact]
    public void WhatWasBroadcastToNothing_HasAGradientOfZero()
    {
        var none = Variable.Zeros<double>([0, 2]);
        Assert.Equal([0, 0], Gradient(x => Sum(Where(none, BroadcastTo(Reshape(Sqrt(x), 1, 2), [0, 2]), 0)), Variable.Vector(4.0, 0)).ToArray());
        Assert.Equal([0, 0], Gradient(x => Sum(Where(none, Reshape(Sqrt(x), 1, 2), 0)), Variable.Vector(4.0, 0)).ToArray());
    }

    [Fact]
    public void WhatWasTiledOrPadded_CountsOnce()
    {
        var x = Variable.Vector(4.0, 0);
        Assert.Equal([0.5, 0], Gradient(x => Sum(MaskedSelect(Tile(Sqrt(x), 2), Variable.Vector(1.0, 0, 1, 0))), x).ToArray());
        Assert.Equal([0.5, 0], Gradient(x => Sum(MaskedSelect(Sqrt(x), Mask)), x).ToArray());
        Assert.Equal([0.5, 0], Gradient(x => Sum(MaskedSelect(Pad(Sqrt(x), [(0, 2)], PadMode.Circular), Variable.Vector(1.0, 0, 1, 0))), x).ToArray());
    }
}
