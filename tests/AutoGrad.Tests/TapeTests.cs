using System.Runtime.CompilerServices;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

public class TapeTests
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

    [Fact]
    public void NestedTapes_RecordOnTheInnermost()
    {
        using var outer = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;
        using (var inner = new Tape<double>())
        {
            var z = y * y;
            Assert.Equal((1, 1), (outer.Count, inner.Count));
            Assert.Equal(8, inner.Gradient(z, y, recorded: false).Scalar);
            Assert.Throws<NotOnTapeException>(() => inner.Gradient(z, x));
        }
        _ = y * y;
        Assert.Equal(2, outer.Count);
        Assert.Equal(4, outer.Gradient(y, x).Scalar);
    }

    [Fact]
    public void Tapes_DisposedOutOfOrder_RecordOnTheInnermostThatIsOpen()
    {
        var x = Variable.Scalar(2.0);
        var first = new Tape<double>();
        var second = new Tape<double>();
        var third = new Tape<double>();
        second.Dispose();
        var y = x * x;
        Assert.Equal((0, 0, 1), (first.Count, second.Count, third.Count));
        third.Dispose();
        _ = x * x;
        Assert.Equal((1, 0, 0), (first.Count, second.Count, third.Count));
        first.Dispose();
        Assert.Null(Recorder<double>.Current);
        Assert.Equal(4, (x * x).Scalar);
        Assert.Throws<ReleasedValueException>(() => y.Value);
    }

    [Fact]
    public void Tapes_OfTwoElementTypes_AreApart()
    {
        using var singles = new Tape<float>();
        using var doubles = new Tape<double>();
        _ = Variable.Scalar(2f) * 3;
        Assert.Equal((1, 0), (singles.Count, doubles.Count));
    }

    [Fact]
    public void Tape_DisposedOnAnotherThread_StopsRecordingOnTheFirst()
    {
        using var outer = new Tape<double>();
        var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;
        Assert.Equal(1, tape.Count);
        OnAnotherThread(tape.Dispose);

        Assert.Throws<ReleasedValueException>(() => y.Value);
        _ = x * x;
        Assert.Equal((1, 0), (outer.Count, tape.Count));
    }

    [Fact]
    public void Tape_IsSeenByItsThreadOnly()
    {
        using var tape = new Tape<double>();
        var x = Variable.Scalar(2.0);
        var y = x * x;
        double other = 0;
        double gradient = 0;
        OnAnotherThread(() =>
        {
            other = (x * y * 5).Scalar;
            gradient = tape.Gradient(y, x, recorded: false).Scalar;
        });
        Assert.Equal(40, other);
        Assert.Equal(4, gradient);
        Assert.Equal(1, tape.Count);
    }

    [Fact]
    public void Tapes_OnTwoThreads_DoNotDisturbEachOther()
    {
        const int Iterations = 2000;
        var failures = 0;
        var shared = new Parameter<double>(new double[] { 1, 2, 3 }, "shared");
        using var barrier = new Barrier(2);
        var threads = new Thread[2];
        for (var t = 0; t < threads.Length; t++)
        {
            var factor = t + 2.0;
            threads[t] = new Thread(() =>
            {
                barrier.SignalAndWait();
                for (var i = 1; i <= Iterations; i++)
                {
                    using var tape = new Tape<double>();
                    Variable<double> x = new double[] { i, i, i };
                    var y = Sum(shared * x * x * factor);
                    var gradient = tape.Gradient(y, x, recorded: i % 2 == 0).ToArray();
                    if (!gradient.SequenceEqual([2 * i * factor, 4 * i * factor, 6 * i * factor]) || y.Scalar != 6 * i * (double)i * factor)
                        Interlocked.Increment(ref failures);
                }
            });
            threads[t].Start();
        }
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(0, failures);
        Assert.Equal([1, 2, 3], shared.Value);
    }

    [Fact]
    public void Tape_HandedFromThreadToThread_KeepsItsPoolsApart()
    {
        // Values made on one thread go back on another: arrays must never be in two pools.
        for (var i = 0; i < 50; i++)
        {
            var tape = new Tape<double>();
            var y = Variable.Full([100], (double)i) * 2;
            var kept = (y * 1).Value;
            OnAnotherThread(() =>
            {
                tape.Dispose();
                Churn(100);
            });
            Churn(100);
            Assert.All(kept, v => Assert.Equal(2.0 * i, v));
        }
    }

    [Fact]
    public void ForgottenTape_EndsWithTheGarbageCollection()
    {
        OnAnotherThread(() =>
        {
            var weak = Forget();
            Collect();
            Assert.False(weak.TryGetTarget(out _));
            Assert.Null(Recorder<double>.Current);
            Assert.Equal(4, (Variable.Scalar(2.0) * 2).Scalar);
        });
    }

    [Fact]
    public void ForgottenTape_UnderAnother_LetsTheOuterOneGoOn()
    {
        OnAnotherThread(() =>
        {
            using var outer = new Tape<double>();
            _ = Forget();
            Collect();
            _ = Variable.Scalar(2.0) * 2;
            Assert.Equal(1, outer.Count);
        });
    }

    [Fact]
    public void TapeThatIsHeldByAVariableOnly_GoesOn()
    {
        OnAnotherThread(() =>
        {
            var y = Make();
            Collect();
            Assert.NotNull(Recorder<double>.Current);
            Assert.Equal(6, y.Scalar);
            GC.KeepAlive(y);
        });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Variable<double> Make()
        {
            _ = new Tape<double>();
            return Variable.Scalar(2.0) * 3;
        }
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
        Assert.True(twice <= 2.2 * once, $"{once} and {twice} bytes");

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
        Assert.True(allocated < 4 * Size * sizeof(double), $"{allocated} bytes");

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Tape<double>> Forget()
    {
        var tape = new Tape<double>();
        var y = Variable.Scalar(2.0) * 3;
        _ = y * y;
        return new(tape);
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new InvalidOperationException("The other thread failed.", failure);
    }
}
