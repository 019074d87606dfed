using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>What stays of values and gradients when a tape is disposed, and what the pool gets back.</summary>
public partial class TapeTests
{
    [Fact]
    public void Value_ReadBeforeDisposal_StaysAsItWas()
    {
        Variable<double> read;
        Variable<double> detached;
        Variable<double> unread;
        System.Numerics.Tensors.Tensor<double> value;
        using (new Tape<double>())
        {
            Variable<double> x = new double[] { 1, 2, 3, 4 };
            read = x * 2;
            value = read.Value;
            detached = (x * 3).Detach();
            unread = x * 4;
        }
        Churn(4);

        Assert.Equal([2, 4, 6, 8], read.ToArray());
        Assert.Equal([2, 4, 6, 8], value);
        Assert.Equal([3, 6, 9, 12], detached.ToArray());
        var exception = Assert.Throws<ReleasedValueException>(() => unread.Value);
        Assert.Equal(
            "Value: the value of this variable [4] has been given back, because its tape was disposed or its state was assigned since. " +
            "Read Value, or call Detach, before that.",
            exception.Message);
        Assert.Throws<ReleasedValueException>(() => unread.ToArray());
        Assert.Throws<ReleasedValueException>(() => unread.Detach());
        Assert.Throws<ReleasedValueException>(() => Sum(unread).Scalar);
        Assert.Throws<ReleasedValueException>(() => unread + 1);
        Assert.Equal("[4] (given back)", unread.ToString());
    }

    [Fact]
    public void Value_ReadThroughAnotherShape_KeepsAllThatShareIt()
    {
        Variable<double> matrix;
        Variable<double> vector;
        using (new Tape<double>())
        {
            matrix = Variable.Ones<double>([2, 2]) * 5;
            vector = Reshape(matrix, 4);
            _ = vector.Value;
        }
        Churn(4);

        Assert.Equal([5, 5, 5, 5], matrix.ToArray());
        Assert.Equal([5, 5, 5, 5], vector.ToArray());
    }

    [Fact]
    public void Reshape_OfAReleasedValue_ThrowsWhenItIsApplied()
    {
        Variable<double> unread;
        using (new Tape<double>())
            unread = Variable.Ones<double>([4]) * 4;
        Assert.Throws<ReleasedValueException>(() => Reshape(unread, 2, 2));
        Assert.Throws<ReleasedValueException>(() => Identity(unread));
        using (new Tape<double>())
        {
            Assert.Throws<ReleasedValueException>(() => Reshape(unread, 2, 2));
            Assert.Throws<ReleasedValueException>(() => Identity(unread));
        }
    }

    [Fact]
    public void Gradients_OutliveTheTapeOnlyWhenTheyWereNotRecordedOrWereRead()
    {
        Variable<double> unrecorded;
        Variable<double> recorded;
        Variable<double> zero;
        using (var tape = new Tape<double>())
        {
            var x = Variable.Ones<double>([4]);
            var unused = Variable.Ones<double>([4]);
            var y = Sum(x * x) + (0 * Sum(unused * 0));
            unrecorded = tape.Gradient(y, x, recorded: false);
            recorded = tape.Gradient(y, x);
            zero = tape.Gradient(Sum(x * 3), unused, recorded: false);
        }
        Churn(4);

        Assert.Equal([2, 2, 2, 2], unrecorded.ToArray());
        Assert.Equal([0, 0, 0, 0], zero.ToArray());
        Assert.Throws<ReleasedValueException>(() => recorded.Value);
    }

    [Fact]
    public void Gradient_OfAMillionNodes_NeedsNoStack()
    {
        const int Nodes = 1_000_000;
        using var tape = new Tape<double>();
        var x = Variable.Scalar(1.0);
        var y = x;
        for (var i = 0; i < Nodes; i++)
            y += x;

        Assert.Equal(Nodes, tape.Count);
        Assert.Equal(Nodes + 1, y.Scalar);
        Assert.Equal(Nodes + 1, tape.Gradient(y, x, recorded: false).Scalar);
        Assert.Equal(Nodes, tape.Count);
        // Through a mask only: the search for the reason is no deeper.
        var exception = Assert.Throws<NotDifferentiableException>(() => tape.Gradient(Greater(y, 0), x));
        Assert.Contains("Greater", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradient_OfTwiceTheNodes_AllocatesAboutTwiceTheMemory()
    {
        _ = AllocatedBy(1000);
        var (once, twice) = (AllocatedBy(60_000), AllocatedBy(120_000));
        Expect.True(twice <= 2.2 * once, $"{once} and {twice} bytes");

        static long AllocatedBy(int nodes)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var tape = new Tape<double>();
            var x = Variable.Scalar(1.0);
            var y = x;
            for (var i = 0; i < nodes; i++)
                y = Sin(y) + x;
            _ = tape.Gradient(y, x, recorded: false);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void SecondTape_OfTheSameShapes_TakesItsValuesFromThePool()
    {
        const int Size = 100_000;
        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // x and the gradient are the user's; the 20 values between them come from the pool.
        Expect.True(allocated < 4 * Size * sizeof(double), $"{allocated} bytes");

        static void Step()
        {
            using var tape = new Tape<double>();
            var x = Variable.Full([Size], 0.5);
            var y = x;
            for (var i = 0; i < 20; i++)
                y = Sin(y);
            _ = tape.Gradient(Sum(y), x, recorded: false);
        }
    }

    private static void Churn(int size)
    {
        for (var i = 0; i < 20; i++)
        {
            using var tape = new Tape<double>();
            var x = Variable.Full([size], -1.0);
            for (var j = 0; j < 5; j++)
                x *= 3;
        }
    }
}
