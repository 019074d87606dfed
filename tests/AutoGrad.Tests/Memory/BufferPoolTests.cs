using AutoGrad.Memory;

namespace AutoGrad.Tests.Memory;

public class BufferPoolTests
{
    [Fact]
    public void ClassOf_RoundsUp_ByAFifthAtMost_AndRoundedSizesAreTheirOwn()
    {
        var previous = (Class: -1, Rounded: 0);
        for (var size = 0; size <= 100_000; size++)
            Check(size);
        for (var power = 17; power < 31; power++)
        {
            for (var offset = -3; offset <= 3; offset++)
                Check((1 << power) + offset);
            for (var quarter = 1; quarter < 4; quarter++)
            {
                for (var offset = -2; offset <= 2; offset++)
                    Check((1 << power) + (quarter << (power - 2)) + offset);
            }
        }
        Check(Array.MaxLength);

        void Check(int size)
        {
            if (size > Array.MaxLength || size < 0)
                return;
            var sizeClass = BufferPool<float>.ClassOf(size, out var rounded);
            Expect.True(rounded >= size, $"{rounded} for {size}");
            Expect.True(size <= 8 || rounded <= 1.25 * size, $"{rounded} for {size}");
            Assert.True(rounded <= Array.MaxLength);
            Assert.Equal(sizeClass, BufferPool<float>.ClassOf(rounded, out var again));
            Assert.Equal(rounded, again);
            // Classes ascend with the sizes, and two sizes of a class round alike.
            Assert.True(sizeClass >= previous.Class);
            Assert.Equal(sizeClass == previous.Class, rounded == previous.Rounded);
            Assert.True(sizeClass < 31 * 4);
            previous = (sizeClass, rounded);
        }
    }

    [Fact]
    public void Rent_GivesWhatWasReturned_OnceOnly()
    {
        OnANewThread(() =>
        {
            var first = BufferPool<double>.Rent(100);
            Assert.True(first.Length >= 100);
            BufferPool<double>.Return(first);
            var second = BufferPool<double>.Rent(97);
            var third = BufferPool<double>.Rent(97);
            Assert.Same(first, second);
            Assert.NotSame(first, third);
        });
    }

    [Fact]
    public void Rent_OfAnotherClass_GivesAnotherArray()
    {
        OnANewThread(() =>
        {
            var first = BufferPool<double>.Rent(100);
            BufferPool<double>.Return(first);
            Assert.NotSame(first, BufferPool<double>.Rent(first.Length + 1));
        });
    }

    [Fact]
    public void Return_OfAForeignLength_IsLeftToTheCollector()
    {
        OnANewThread(() =>
        {
            var foreign = new double[97];
            BufferPool<double>.Return(foreign);
            Assert.NotSame(foreign, BufferPool<double>.Rent(97));
        });
    }

    [Fact]
    public void Put_BeyondTheCapacity_IsLeftToTheCollector()
    {
        // Half of the capacity each.
        var pool = new BufferPool<byte>(capacityInBytes: 1 << 20);
        var arrays = new[] { pool.Take(1 << 19), pool.Take(1 << 19), pool.Take(1 << 19) };
        foreach (var array in arrays)
            pool.Put(array);
        var again = new[] { pool.Take(1 << 19), pool.Take(1 << 19), pool.Take(1 << 19) };
        Assert.Equal(2, again.Intersect(arrays).Count());
        // What was taken makes room again.
        foreach (var array in again)
            pool.Put(array);
        Assert.Contains(pool.Take(1 << 19), again);
    }

    [Fact]
    public void Return_OnAnotherThread_GoesToThatThread()
    {
        var array = BufferPool<short>.Rent(100);
        OnANewThread(() =>
        {
            BufferPool<short>.Return(array);
            Assert.Same(array, BufferPool<short>.Rent(100));
        });
        Assert.NotSame(array, BufferPool<short>.Rent(100));
    }

    [Fact]
    public void Rent_OfNothing_GivesAnArrayToReturn()
    {
        var empty = BufferPool<double>.Rent(0);
        Assert.NotEmpty(empty);
        BufferPool<double>.Return(empty);
    }

    private static void OnANewThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
