namespace AutoGrad.Tests;

public sealed class StateOperatorsTests
{
    [Fact]
    public void Operators_TakeNumbersVariablesAndStates()
    {
        var w = new Parameter<double>(Variable.Vector(2.0, 4.0), "w");
        var x = Variable.Vector(1.0, 8.0);

        Assert.Equal([3, 5], (w + 1).ToArray());
        Assert.Equal([-1, -3], (1 - w).ToArray());
        Assert.Equal([1, 2], (0.5 * w).ToArray());
        Assert.Equal([0.5, 0.25], (1 / w).ToArray());
        Assert.Equal([2, 32], (w * x).ToArray());
        Assert.Equal([-1, 4], (x - w).ToArray());
        Assert.Equal([4, 16], (w * w).ToArray());
        Assert.Equal([-2, -4], (-w).ToArray());
    }
}
