using System.Runtime.CompilerServices;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

[Collection(nameof(WholeProcess))]
public class TapeMemoryTests
{
    [Fact]
    public void ForgottenTapes_DoNotFillTheMemory()
    {
        Run(50);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        // 1,000 tapes with values of 800 kB each.
        Run(1000);

        var after = GC.GetTotalMemory(forceFullCollection: true);
        Expect.True(after - before < 4_000_000, $"{after - before} bytes more after forgotten tapes");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var tape = new Tape<double>();
                var x = Variable.Full([100_000], 1.0);
                _ = tape.Gradient(Sum(x * x), x, recorded: false);
            }
        }
    }

    [Fact]
    public void ScalarOperation_RecordedAndDifferentiated_TakesAtMost600Bytes()
    {
        const int Length = 10_000;
        Variable<float> x = 0.5;
        Variable<float> Chain(Variable<float> y)
        {
            for (var i = 0; i < Length; i++)
                y = Sin(y);
            return y;
        }

        Differentiate.Gradient(Chain, x);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Differentiate.Gradient(Chain, x);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Length;
        Expect.True(bytes <= 600, $"{bytes} bytes an operation");
    }
}
