using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;
using AutoGrad.Memory;

namespace AutoGrad.Tests.Kernels;

public class CacheLineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(21_249)]
    [InlineData(21_250)]
    [InlineData(100_003)]
    [InlineData(1 << 20)]
    public void Start_OfAnArrayWithRoom_LeavesAllElementsWithinIt(int size)
    {
        Check<float>(size);
        Check<double>(size);
        Check<Half>(size);
    }

    // Pinned arrays stay where they are, whatever their size.
    [Theory]
    [InlineData(30_000)]
    [InlineData(100_003)]
    public void Start_OfALargeArray_IsWhereALineBegins(int size)
    {
        for (var i = 0; i < 20; i++)
        {
            var array = GC.AllocateUninitializedArray<float>(CacheLine.LengthFor<float>(size) + (i % 3), pinned: true);
            Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(array, CacheLine.Start(array, size)) % 64);
        }
    }

    [Fact]
    public void Start_WithoutRoom_IsTheFirstPlace() =>
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(0, CacheLine.Start(new float[50_000 + i], 50_000 + i)));

    [Fact]
    public void Rent_OfALargeSize_HoldsIt()
    {
        foreach (var size in new[] { 21_250, 65_536, 65_537, 1 << 20 })
        {
            var storage = Storage<float>.Rent(size, this);
            storage.Span(size).Fill(1);
            Assert.Equal(size, storage.Span(size).Length);
            storage.Release(this);
        }
    }

    private static void Check<T>(int size) where T : unmanaged
    {
        var array = new T[CacheLine.LengthFor<T>(size)];
        Assert.Equal(size, CacheLine.SizeIn(array));
        var start = CacheLine.Start(array, size);
        Assert.InRange(start, 0, array.Length - size);
        Assert.InRange(array.Length - size, 0, 64 / Unsafe.SizeOf<T>());
    }
}
