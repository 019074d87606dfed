using System.Runtime.CompilerServices;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

/// <summary>Nested and forgotten tapes, and tapes on several threads.</summary>
public partial class TapeTests
{
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
