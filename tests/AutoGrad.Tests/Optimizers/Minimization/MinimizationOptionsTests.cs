namespace AutoGrad.Tests.Optimizers.Minimization;

public sealed class MinimizationOptionsTests
{
    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new MinimizationOptions { MaximumIterations = -1 }, "MinimizationOptions: needs MaximumIterations of at least 0, got -1. (Parameter 'value')" },
        { () => _ = new MinimizationOptions { Memory = 0 }, "MinimizationOptions: needs a Memory of at least 1, got 0. (Parameter 'value')" },
        {
            () => _ = new MinimizationOptions { GradientTolerance = double.NaN },
            "MinimizationOptions: needs a finite GradientTolerance of at least 0, got NaN. (Parameter 'value')"
        },
        {
            () => _ = new MinimizationOptions { ValueTolerance = -0.5 },
            "MinimizationOptions: needs a finite ValueTolerance of at least 0, got -0.5. (Parameter 'value')"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Number_OutOfRange_Throws(Action make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
