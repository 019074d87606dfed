using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(WholeProcess))]
public class WorkSplitTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void For_CallsEachIndexOnce(int count)
    {
        var calls = new int[count];
        WorkSplit.For(count, i => Interlocked.Increment(ref calls[i]));
        Assert.All(calls, x => Assert.Equal(1, x));
    }

    [Fact]
    public void For_WithinItself_ComesToAnEnd()
    {
        var calls = 0;
        WorkSplit.For(50, _ => WorkSplit.For(50, _ => WorkSplit.For(5, _ => Interlocked.Increment(ref calls))));
        Assert.Equal(50 * 50 * 5, calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void For_OfABodyThatThrows_ThrowsWhatTheFirstPartDid(int threads)
    {
        var before = AutoGradSettings.Threads;
        AutoGradSettings.Threads = threads;
        try
        {
            var failure = Assert.Throws<InvalidOperationException>(() => WorkSplit.For(10, i =>
            {
                if (i is 3 or 7)
                    throw new InvalidOperationException($"Part {i}.");
            }));
            Assert.Equal("Part 3.", failure.Message);
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }

    [Fact]
    public void Run_ManyTimes_DoesEachPartOfEachCallOnce()
    {
        var calls = new int[9];
        for (var round = 1; round <= 20_000; round++)
        {
            var parts = 1 + (round % calls.Length);
            Array.Clear(calls);
            WorkSplit.Run(parts, new Count(calls));
            for (var part = 0; part < calls.Length; part++)
                Assert.Equal(part < parts ? 1 : 0, Volatile.Read(ref calls[part]));
        }
    }

    // The caller has nothing left to do while the other thread sleeps, and is asleep itself by then.
    [Fact]
    public void For_OfAPartThatTakesLong_ReturnsWhenItIsDone()
    {
        var before = AutoGradSettings.Threads;
        AutoGradSettings.Threads = 2;
        try
        {
            var caller = Environment.CurrentManagedThreadId;
            for (var round = 0; round < 30; round++)
            {
                var (begun, finished) = (0, 0);
                WorkSplit.For(2, _ =>
                {
                    Interlocked.Increment(ref begun);
                    SpinWait.SpinUntil(() => Volatile.Read(ref begun) == 2, 100);
                    if (Environment.CurrentManagedThreadId != caller)
                        Thread.Sleep(round % 5);
                    Interlocked.Increment(ref finished);
                });
                Assert.Equal(2, finished);
            }
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }

    // Until the other thread is done, it writes to memory of the caller.
    [Fact]
    public void For_OfACallerThatIsInterrupted_ReturnsWhenAllIsDone_AndIsInterruptedThen()
    {
        var before = AutoGradSettings.Threads;
        AutoGradSettings.Threads = 2;
        try
        {
            var (begun, finished, finishedAtReturn, wasInterrupted) = (0, 0, 0, false);
            var caller = new Thread(() =>
            {
                var itself = Environment.CurrentManagedThreadId;
                WorkSplit.For(2, _ =>
                {
                    Interlocked.Increment(ref begun);
                    for (var start = Environment.TickCount64; Volatile.Read(ref begun) < 2 && Environment.TickCount64 - start < 10_000;)
                        Thread.SpinWait(10);
                    if (Environment.CurrentManagedThreadId != itself)
                        Thread.Sleep(100);
                    Interlocked.Increment(ref finished);
                });
                finishedAtReturn = Volatile.Read(ref finished);
                wasInterrupted = Record.Exception(() => Thread.Sleep(1000)) is ThreadInterruptedException;
            });
            caller.Start();
            SpinWait.SpinUntil(() => Volatile.Read(ref begun) == 2, 10_000);
            Thread.Sleep(20);
            caller.Interrupt();
            caller.Join();
            Assert.Equal(2, finishedAtReturn);
            Assert.True(wasInterrupted);
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }

    [Fact]
    public void Run_AfterTheFirstCalls_AllocatesNothingOnItsThread()
    {
        var calls = new int[4];
        for (var round = 0; round < 100; round++)
            WorkSplit.Run(4, new Nested(calls));
        // The thread pool may still make a thread of its own in some of the rounds, and does so on the thread that asks for help.
        Assert.Equal(0, Enumerable.Range(0, 10).Min(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 100; round++)
                WorkSplit.Run(1, new Nested(calls));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Run_OfWorkThatThrew_DoesNotThrowAgainNextTime()
    {
        Assert.Throws<IndexOutOfRangeException>(() => WorkSplit.Run(3, new Count(new int[2])));
        var calls = new int[3];
        WorkSplit.Run(3, new Count(calls));
        Assert.Equal([1, 1, 1], calls);
    }

    private readonly record struct Count(int[] Calls) : ISplitWork
    {
        public void Run(int part) => Interlocked.Increment(ref Calls[part]);
    }

    private readonly record struct Nested(int[] Calls) : ISplitWork
    {
        public void Run(int part) => WorkSplit.Run(Calls.Length, new Count(Calls));
    }
}
