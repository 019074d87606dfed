using System.Numerics.Tensors;

namespace AutoGrad.Tests;

public class VariableFactoryTests
{
    [Fact]
    public void Factories_GiveShapeAndValues()
    {
        Assert.Equal((Shape.Scalar, 2.0), (Variable.Scalar(2.0).Shape, Variable.Scalar(2.0).Scalar));
        Assert.Equal([1, 2, 3], Variable.Vector(1.0, 2.0, 3.0).ToArray());
        Assert.Equal(Shape.Create([0]), Variable.Vector<double>().Shape);
        Assert.Equal(Shape.Create([2, 3]), Variable.Matrix(new double[2, 3]).Shape);
        Assert.Equal(Shape.Create([0, 3]), Variable.Matrix(new double[0, 3]).Shape);
        Assert.Equal([1, 2, 3, 4], Variable.Matrix(new double[,] { { 1, 2 }, { 3, 4 } }).ToArray());
        Assert.Equal([5, 5], Variable.Full([2, 1], 5.0).ToArray());
        Assert.Equal([0, 0], Variable.Zeros<double>([2]).ToArray());
        Assert.Equal([1, 1], Variable.Ones<double>([2]).ToArray());
        Assert.Equal(Shape.Create([2, 2]), Variable.Create([1.0, 2, 3, 4], [2, 2]).Shape);
    }

    [Fact]
    public void Factories_UnderATape_RecordNothingAndOutliveIt()
    {
        Variable<double> x;
        using (var tape = new Tape<double>())
        {
            x = Variable.Full([3], 4.0);
            Assert.Equal(0, tape.Count);
        }
        using (new Tape<double>())
            _ = Variable.Full([3], 5.0) * 2;
        Assert.Equal([4, 4, 4], x.ToArray());
    }

    [Fact]
    public void FromTensor_OfAnyStrides_TakesTheElementsInOrder()
    {
        var whole = Tensor.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([1, 4, 2, 5, 3, 6], Variable.FromTensor(Tensor.PermuteDimensions(whole, [1, 0])).ToArray());
        var part = Variable.FromTensor(whole.Slice(0..2, 1..3));
        Assert.Equal(Shape.Create([2, 2]), part.Shape);
        Assert.Equal([2, 3, 5, 6], part.ToArray());
        Assert.Equal(Shape.Create([0, 3]), Variable.FromTensor(Tensor.Create<double>([], [0, 3])).Shape);
    }

    [Fact]
    public void Create_OfAnotherNumberOfValues_SaysBoth()
    {
        var exception = Assert.Throws<ShapeException>(() => Variable.Create([1.0, 2, 3], [2, 2]));
        Assert.Equal("Variable.Create: needs as many values as the shape has elements, got 3 values and shape [2, 2].", exception.Message);
        exception = Assert.Throws<ShapeException>(() => Variable.Create<double>([], []));
        Assert.Equal("Variable.Create: needs as many values as the shape has elements, got 0 values and shape [].", exception.Message);
    }

    [Fact]
    public void Factories_OfNull_NameTheArgument()
    {
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => Variable.Matrix<double>(null!)).ParamName);
        Assert.Equal("tensor", Assert.Throws<ArgumentNullException>(() => Variable.FromTensor<double>(null!)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => Variable.Create([1.0], null!)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => Variable.Full(null!, 1.0)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => (Variable<double>)(double[])null!).ParamName);
    }
}
