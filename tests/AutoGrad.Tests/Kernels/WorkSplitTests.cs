using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

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

    [Fact]
    public void For_OfABodyThatThrows_CallsTheOthersAndThrows()
    {
        var calls = 0;
        var failure = Assert.Throws<AggregateException>(() => WorkSplit.For(10, i =>
        {
            Interlocked.Increment(ref calls);
            if (i == 3)
                throw new InvalidOperationException("Three.");
        }));
        Assert.Equal("Three.", failure.InnerException!.Message);
        Assert.Equal(10, calls);
    }
}
