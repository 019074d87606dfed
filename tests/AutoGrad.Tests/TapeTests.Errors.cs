using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>What a tape refuses, with the whole message.</summary>
public partial class TapeTests
{
    [Fact]
    public void Verbs_OfADisposedTape_SaySo()
    {
        var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;
        tape.Dispose();
        tape.Dispose();

        var exception = Assert.Throws<ObjectDisposedException>(() => tape.Gradient(y, x));
        Assert.Equal("Gradient: needs a tape that is still open, got a tape that has been disposed.\nObject name: 'Tape'.", exception.Message);
        exception = Assert.Throws<ObjectDisposedException>(() => tape.Vjp(y, y, x));
        Assert.Equal("Vjp: needs a tape that is still open, got a tape that has been disposed.\nObject name: 'Tape'.", exception.Message);
    }

    [Fact]
    public void Gradient_OfAVariableOfADisposedTape_SaysThatItsTapeIsGone()
    {
        Variable<double> old;
        using (new Tape<double>())
            old = Variable.Scalar(2.0) * 3;
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;

        var exception = Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, old));
        Assert.Equal(
            "Gradient: needs variables that this tape has computed or used, got a variable [] that was computed on a tape that has been disposed.",
            exception.Message);
        exception = Assert.Throws<NotOnTapeException>(() => tape.Gradient(old, x));
        Assert.Equal(
            "Gradient: needs variables that this tape has computed or used, got a variable [] that was computed on a tape that has been disposed.",
            exception.Message);
    }

    [Fact]
    public void Gradient_OfWhatTheTapeHasNotSeen_SaysWhat()
    {
        var weight = new Parameter<double>(new double[] { 2, 3 }, "weight");
        var stranger = Variable.Ones<double>([2, 3]);
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;

        var exception = Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, stranger));
        Assert.Equal(
            "Gradient: needs variables that this tape has computed or used, got a variable [2, 3] that this tape has not seen.", exception.Message);
        exception = Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, [x, weight]));
        Assert.Equal(
            "Gradient: needs variables that this tape has computed or used, got weight [2], which this tape has not seen.", exception.Message);
        exception = Assert.Throws<NotOnTapeException>(() => tape.Vjp(stranger, stranger, x));
        Assert.Equal(
            "Vjp: needs variables that this tape has computed or used, got a variable [2, 3] that this tape has not seen.", exception.Message);
    }

    [Fact]
    public void Gradient_OfAnOutputThatIsNoScalar_SaysWhatToDo()
    {
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([2]);
        var exception = Assert.Throws<ShapeException>(() => tape.Gradient(x * x, x));
        Assert.Equal(
            "Gradient: needs a scalar output, of one element, got an output [2]. Sum it, or ask for Vjp or Jacobian.", exception.Message);
        exception = Assert.Throws<ShapeException>(() => tape.Gradient(Slice(x, ..0), x));
        Assert.Equal(
            "Gradient: needs a scalar output, of one element, got an output [0]. Sum it, or ask for Vjp or Jacobian.", exception.Message);
        // One element is enough, whatever the axes.
        Assert.Equal([1, 1], tape.Gradient(Sum(x, [0], keepDimensions: true), x).ToArray());
    }

    [Fact]
    public void Vjp_WithACotangentOfAnotherShape_SaysBoth()
    {
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([2]);
        var y = x * x;
        var exception = Assert.Throws<ShapeException>(() => tape.Vjp(y, Variable.Ones<double>([1, 2]), x));
        Assert.Equal("Vjp: needs a cotangent of the shape [2] of the output, got [1, 2].", exception.Message);
    }

    [Fact]
    public void Verbs_OfNull_NameTheArgument()
    {
        using var tape = new Tape<double>();
        var y = Variable.Scalar(2.0) * 3;
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => tape.Gradient(null!, y)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => tape.Gradient(y, (Variable<double>)null!)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => tape.Gradient(y, [y, null!], recorded: false)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => tape.Vjp(null!, y, y)).ParamName);
        Assert.Equal("yBar", Assert.Throws<ArgumentNullException>(() => tape.Vjp(y, null!, y)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => tape.Vjp(y, y, null!)).ParamName);
    }

    [Fact]
    public void Gradient_AfterAStateWasAssigned_IsRefused()
    {
        var weight = new Parameter<double>(new double[] { 2, 3 }, "weight");
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([2]);
        var read = weight.Variable;
        var y = Sum(read * x);
        Assert.Equal([2, 3], tape.Gradient(y, x).ToArray());
        weight.Assign(new double[] { 5, 6 });

        const string Expected = "Gradient: needs states that are as the tape read them, got weight [2], which was assigned since.";
        Assert.Equal(Expected, Assert.Throws<StaleGradientException>(() => tape.Gradient(y, x)).Message);
        Assert.Equal(Expected, Assert.Throws<StaleGradientException>(() => tape.Gradient(y, read, recorded: false)).Message);
        // The new value has not been used on this tape, and the old one is still there to be read.
        Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, weight));
        Assert.Equal([2, 3], read.ToArray());
        // What does not depend on the state is as good as before.
        Assert.Equal([1, 1], tape.Gradient(Sum(x), x).ToArray());
    }
}
