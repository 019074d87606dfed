namespace AutoGrad.Testing.Tests;

public class MutantTests
{
    private static readonly Variable<double> X = new[] { 0.5, 2.0 };

    [Theory]
    [InlineData("Doubled", 2.0)]
    [InlineData("Zeroed", 0.0)]
    [InlineData("Negated", -1.0)]
    [InlineData("OffByOnePercent", 1.01)]
    public void Vjp_ChangesTheCotangentAsTheMutationSays(string mutation, double factor)
    {
        var mutant = new Mutant<double>(1, 0, Enum.Parse<Mutation>(mutation));
        var product = mutant.Vjp(x => Op.Sum(Op.Exp(x[0])), [X], 1).Product[0];
        Assert.Equal(factor * Math.Exp(0.5), product.ToArray()[0], 1e-14);
        Assert.Equal("Sum", mutant.Victim?.Name);
        Assert.True(mutant.WasFelt);
    }

    [Fact]
    public void Vjp_WhereTheCotangentIsZero_IsNotFelt()
    {
        var mutant = new Mutant<double>(0, 0, Mutation.Doubled);
        mutant.Vjp(x => Op.Relu(x[0]), [-X], X);
        Assert.False(mutant.WasFelt);
    }

    [Fact]
    public void Vjp_LeavesTheValueAndTheOtherInputsAsTheyAre()
    {
        var (value, product) = new Mutant<double>(0, 1, Mutation.Negated).Vjp(x => x[0] * x[1], [X, X + 1], Variable.Ones<double>([2]));
        Assert.Equal([0.75, 6.0], value.ToArray());
        Assert.Equal([1.5, 3.0], product[0].ToArray());
        Assert.Equal([-0.5, -2.0], product[1].ToArray());
    }

    [Fact]
    public void InputsOfNodes_CountsThoseOfTheFunctionAlone() =>
        Assert.Equal([1, 2, 1], Mutant<double>.InputsOfNodes(x => Op.Sum(Op.Exp(x[0]) * x[1]), [X, X]));
}
