using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>What a tape gives when it is asked for derivatives.</summary>
public partial class TapeTests
{
    [Fact]
    public void Count_CountsTheOperationsOfItsThread()
    {
        var before = Variable.Scalar(2.0) * 3;
        using var tape = new Tape<double>();
        Assert.Equal(0, tape.Count);
        var x = Variable.Scalar(2.0);
        Assert.Equal(0, tape.Count);
        var y = (x * before) + x;
        Assert.Equal(2, tape.Count);
        _ = Reshape(y, 1);
        _ = Identity(y);
        Assert.Equal(4, tape.Count);
        _ = y.Detach();
        _ = BroadcastTo(y, y.Shape);
        Assert.Equal(4, tape.Count);
        tape.Dispose();
        Assert.Equal(0, tape.Count);
        _ = x * x;
        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void Gradient_NotRecorded_AddsNoNode()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = Exp(x * x);
        var count = tape.Count;
        var unrecorded = tape.Gradient(y, x, recorded: false);
        Assert.Equal(count, tape.Count);
        var recorded = tape.Gradient(y, x);
        Assert.True(tape.Count > count);
        Assert.Equal(recorded.Scalar, unrecorded.Scalar);
    }

    [Fact]
    public void Gradient_OfALeafOnTheTape_WithRespectToItself_IsOne()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        _ = x * x;
        Assert.Equal(1, tape.Gradient(x, x).Scalar);
        Assert.Equal([1, 1], tape.Gradient(x, [x, x]).Select(g => g.Scalar));
    }

    [Fact]
    public void Gradient_OfANode_WithRespectToItself_IsOne()
    {
        using var tape = new Tape<double>();
        var y = Variable.Scalar(2.0) * 3;
        Assert.Equal(1, tape.Gradient(y, y).Scalar);
        Assert.Equal(1, tape.Gradient(y, y, recorded: false).Scalar);
    }

    [Fact]
    public void Gradient_WithRespectToAnIntermediate_StopsThere()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var h = x * x;
        var y = h * h * x;
        Assert.Equal(2 * 4 * 2, tape.Gradient(y, h).Scalar);
        Assert.Equal(5 * 16, tape.Gradient(y, x).Scalar);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_WithRespectToASourceAndAnotherThatDependsOnIt_GivesEachTotal(bool recorded)
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var h = x * x;
        var y = h * h * x;
        var gradients = tape.Gradient(y, [h, x, h, x, y], recorded);
        Assert.Equal([16, 80, 16, 80, 1], gradients.Select(g => g.Scalar));
    }

    [Fact]
    public void Gradient_WithRespectToALaterNode_IsZero()
    {
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([3]);
        var y = Sum(x);
        var z = x * y;
        Assert.Equal([0, 0, 0], tape.Gradient(y, z).ToArray());
        Assert.Equal([0, 0, 0], tape.Gradient(y, [z, x])[0].ToArray());
        var used = Variable.Scalar(4.0);
        _ = used * z;
        Assert.Equal(0, tape.Gradient(y, used).Scalar);
    }

    [Fact]
    public void Gradient_OfALeaf_WithRespectToANode_IsZero()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;
        Assert.Equal(0, tape.Gradient(x, y).Scalar);
    }

    [Fact]
    public void Gradient_OfNoVariables_IsEmpty()
    {
        using var tape = new Tape<double>();
        Assert.Empty(tape.Gradient(Variable.Scalar(2.0) * 3, []));
    }

    [Fact]
    public void Gradient_WithRespectToAState_IsThatOfItsValue()
    {
        var weight = new Parameter<double>(new double[] { 2, 3 }, "weight");
        using var tape = new Tape<double>();
        var y = Sum(weight * weight);
        Assert.Equal([4, 6], tape.Gradient(y, weight).ToArray());
        Assert.Equal([4, 6], tape.Gradient(y, weight, recorded: false).ToArray());
    }

    [Fact]
    public void Gradient_OfAGradient_GivesHigherOrders()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = Pow(x, 4);
        var first = tape.Gradient(y, x);
        var second = tape.Gradient(first, x);
        var third = tape.Gradient(second, x);
        var fourth = tape.Gradient(third, x, recorded: false);
        Assert.Equal([32, 48, 48, 24], new[] { first.Scalar, second.Scalar, third.Scalar, fourth.Scalar });
    }

    [Fact]
    public void Gradient_OfAnUnrecordedGradient_IsNotOnTheTape()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var gradient = tape.Gradient(Pow(x, 4), x, recorded: false);
        var exception = Assert.Throws<NotOnTapeException>(() => tape.Gradient(gradient, x));
        Assert.Equal(
            "Gradient: needs variables that this tape has computed or used, got a variable [] that this tape has not seen.", exception.Message);
    }

    [Fact]
    public void Gradient_AskedTwice_GivesTheSame()
    {
        using var tape = new Tape<double>();
        var x = Variable.Ones<double>([5]);
        var y = Sum(Tanh(x) * x);
        var first = tape.Gradient(y, x, recorded: false);
        var second = tape.Gradient(y, x, recorded: false);
        var third = tape.Gradient(y, x);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal(first.ToArray(), third.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_ThroughSharedStorage_DoesNotAddInPlaceWhatIsStillNeeded(bool recorded)
    {
        // The same cotangent goes on under several shapes: adding in place to one would change the others.
        using var tape = new Tape<double>();
        Variable<double> x = new double[] { 1, 2, 3, 4 };
        var a = Identity(x);
        var b = Reshape(a, 2, 2);
        var c = Reshape(b, 4);
        var d = Identity(c);
        var y = Sum(a * 1) + Sum(b * 10) + Sum(c * 100) + Sum(d * 1000) + Sum((c + d) * (a + d));
        var gradients = tape.Gradient(y, [x, a, b, c, d], recorded);

        // With s = x: the last term is (c + d)(a + d), so ∂a = 2s, ∂c = 2s, ∂d = 4s, and what comes from above adds to what is below.
        double[] s = [1, 2, 3, 4];
        Assert.Equal(s.Select(v => 1000 + (4 * v)), gradients[4].ToArray());
        Assert.Equal(s.Select(v => 1100 + (6 * v)), gradients[3].ToArray());
        Assert.Equal(s.Select(v => 1110 + (6 * v)), gradients[2].ToArray());
        Assert.Equal(s.Select(v => 1111 + (8 * v)), gradients[1].ToArray());
        Assert.Equal(s.Select(v => 1111 + (8 * v)), gradients[0].ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_WithManyUses_AddsInTheSameWayRecordedOrNot(bool recorded)
    {
        using var tape = new Tape<double>();
        Variable<double> x = new double[] { 1, -2 };
        Variable<double> sum = 0;
        for (var i = 1; i <= 100; i++)
            sum += Sum(x * x * i);
        Assert.Equal([2 * 5050, -4 * 5050], tape.Gradient(sum, x, recorded).ToArray());
    }

    [Fact]
    public void Vjp_WithAnOwnCotangent_LeavesItAsItIs()
    {
        using var tape = new Tape<double>();
        Variable<double> x = new double[] { 1, 2 };
        var y = x + x + x;
        Variable<double> yBar = new double[] { 10, 20 };
        Assert.Equal([30, 60], tape.Vjp(y, yBar, x, recorded: false).ToArray());
        Assert.Equal([30, 60], tape.Vjp(y, yBar, x).ToArray());
        Assert.Equal([10, 20], yBar.ToArray());
        // A cotangent that the tape computed itself, here the output.
        Assert.Equal([9, 18], tape.Vjp(y, y, x, recorded: false).ToArray());
        Assert.Equal([3, 6], y.ToArray());
    }
}
