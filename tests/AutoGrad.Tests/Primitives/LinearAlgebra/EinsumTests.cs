using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.LinearAlgebra;

public class EinsumTests
{
    private static readonly Variable<double> V2 = Variable.Ones<double>([2]);
    private static readonly Variable<double> M23 = Variable.Ones<double>([2, 3]);
    private static readonly Variable<double> M45 = Variable.Ones<double>([4, 5]);

    [Theory]
    [InlineData("ij,jk->ik->", "needs at most one ->")]
    [InlineData("ij->ij", "needs as many groups of subscripts as operands, of which there are 2")]
    [InlineData("ij,j1->i", "needs letters, commas, at most one ellipsis ... a group, and ->")]
    [InlineData("i......j,jk", "needs letters, commas, at most one ellipsis ... a group, and ->")]
    [InlineData("i..,jk", "needs letters, commas, at most one ellipsis ... a group, and ->")]
    [InlineData("ij,kl->iz", "needs an operand with the subscript z of the output")]
    [InlineData("ij,kl->ii", "needs the subscript i once in the output")]
    public void MalformedSubscripts_AreAnError(string subscripts, string rule)
    {
        var error = Assert.Throws<ArgumentException>(() => Einsum(subscripts, M23, M45));
        Assert.Equal($"Einsum: {rule}, got \"{subscripts}\". (Parameter 'subscripts')", error.Message);
    }

    [Theory]
    [InlineData("ij,jk->ik", "needs subscript j of \"ij,jk->ik\" to have one length, got lengths 3 and 4 in operand 0 [2, 3] and operand 1 [4, 5].")]
    [InlineData("ii,jk->ik", "needs subscript i of \"ii,jk->ik\" to have one length, got lengths 2 and 3 in operand 0 [2, 3] and operand 1 [4, 5].")]
    [InlineData("...i,...k->ik", "needs axis -1 of the ellipsis of \"...i,...k->ik\" to have one length, got lengths 2 and 4 in operand 0 [2, 3] and operand 1 [4, 5].")]
    [InlineData("ijk,jk", "needs operand 0 to have 3 axes for its subscripts in \"ijk,jk\", got operand 0 [2, 3].")]
    [InlineData("ij,...jkl", "needs operand 1 to have at least 3 axes for its subscripts in \"ij,...jkl\", got operand 1 [4, 5].")]
    public void ShapesThatDoNotFit_AreAnError(string subscripts, string message) =>
        Assert.Equal($"Einsum: {message}", Assert.Throws<ShapeException>(() => Einsum(subscripts, M23, M45)).Message);

    [Fact]
    public void AxesOfLength1_Stretch()
    {
        Assert.Equal([6], Einsum("ij,jk->", M23, Variable.Ones<double>([1, 1])).ToArray().AsSpan());
        Assert.Equal([2, 3], Einsum("...,...->...", M23, Variable.Ones<double>([1, 3])).Shape);
        Assert.Equal([6, 6], Differentiate.Gradient(x => Einsum("ij,jk->", M23, x), Variable.Ones<double>([1, 2])).ToArray());
    }

    [Fact]
    public void Chain_IsContractedWhereItIsCheapest()
    {
        // From the left this is a product of two matrices; from the right two products by a vector.
        using var tape = new Tape<double>();
        _ = Einsum("ij,jk,k->i", Variable.Ones<double>([50, 50]), Variable.Ones<double>([50, 50]), Variable.Ones<double>([50]));
        foreach (ref var node in tape.Record.Nodes)
            Expect.True(node.Output.Shape.Size <= 50, $"{node.Primitive} makes {node.Output.Shape}.");
    }

    [Fact]
    public void Operand_ThatIsNull_IsAnError() =>
        Assert.Equal("operands", Assert.Throws<ArgumentNullException>(() => Einsum("i,i", V2, null!)).ParamName);
}
