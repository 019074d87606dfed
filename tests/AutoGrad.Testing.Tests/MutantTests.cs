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
    public void Transposed_TransposesTheLastTwoAxesOfTheCotangent()
    {
        Variable<double> weights = new double[,] { { 1, 2 }, { 3, 4 } };
        var mutant = new Mutant<double>(0, 0, Mutation.Transposed);
        Assert.Equal([1.0, 3, 2, 4], mutant.Vjp(x => x[0] * weights, [Variable.Zeros<double>([2, 2])], Variable.Ones<double>([2, 2])).Product[0].ToArray());
        Assert.True(mutant.WasFelt);
    }

    [Fact]
    public void Transposed_OfASymmetricCotangent_IsNotFelt()
    {
        var mutant = new Mutant<double>(0, 0, Mutation.Transposed);
        mutant.Vjp(x => 2 * x[0], [Variable.Zeros<double>([2, 2])], Variable.Ones<double>([2, 2]));
        Assert.False(mutant.WasFelt);
    }

    [Fact]
    public void Swapped_GivesOneOperandTheCotangentOfTheOther()
    {
        var product = new Mutant<double>(0, 0, Mutation.Swapped).Vjp(x => x[0] / x[1], [X, X], Variable.Ones<double>([2])).Product;
        Assert.Equal([-2.0, -0.5], product[0].ToArray());
        Assert.Equal([-2.0, -0.5], product[1].ToArray());
    }

    [Fact]
    public void Places_AreThoseWhereShapesStillFit()
    {
        var places = Mutant<double>.Places(x => Op.Sum(Op.MatMul(x[0], x[0]) * x[1]), [Variable.Zeros<double>([2, 2]), Variable.Zeros<double>([2])]);
        Assert.Equal(
            [(0, 0, "Transposed"), (0, 0, "Swapped"), (0, 1, "Transposed"), (0, 1, "Swapped"), (1, 0, "Transposed"), (2, 0, "Transposed")],
            places.Where(place => place.Mutation is Mutation.Transposed or Mutation.Swapped).Select(place => (place.Node, place.Input, $"{place.Mutation}")));
        Assert.Equal(5 * 4, places.Count(place => place.Mutation is not (Mutation.Transposed or Mutation.Swapped)));
    }

    [Fact]
    public void Places_LeavesOutWhatDoesNotDependOnThePoint() =>
        Assert.Equal([(1, 0)], Mutant<double>.Places(x => x[0] * Op.Exp(X), [X]).Select(place => (place.Node, place.Input)).Distinct());
}
