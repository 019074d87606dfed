using System.Numerics;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(AutoGradSettings))]
public class TranspositionTests
{
    [Fact]
    public void Transpose2D_OfEveryShapeNearABlock_MovesEachElement()
    {
        int[] edges = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65];
        foreach (var rows in edges)
        {
            foreach (var columns in edges)
            {
                CheckTranspose2D<float>(rows, columns);
                CheckTranspose2D<double>(rows, columns);
                CheckTranspose2D<Half>(rows, columns);
            }
        }
    }

    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 5 }, new[] { 0 })]
    [InlineData(new[] { 3, 4 }, new[] { 1, 0 })]
    [InlineData(new[] { 2, 3, 40 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 2, 3, 4, 5 }, new[] { 3, 2, 1, 0 })]
    [InlineData(new[] { 2, 3, 4, 5 }, new[] { 0, 3, 1, 2 })]
    [InlineData(new[] { 2, 1, 4, 1 }, new[] { 3, 2, 1, 0 })]
    [InlineData(new[] { 1, 1 }, new[] { 1, 0 })]
    [InlineData(new[] { 3, 0, 2 }, new[] { 2, 0, 1 })]
    [InlineData(new[] { 0, 100000, 100000 }, new[] { 2, 0, 1 })]
    public void Permute_MovesEachElement(int[] shape, int[] permutation) => CheckPermute<float>(shape, permutation);

    // Sizes that are split: squares, squares with rows that fall into the same places of a cache, runs, and planes of several.
    [Theory]
    [InlineData(new[] { 301, 500 }, new[] { 1, 0 })]
    [InlineData(new[] { 256, 512 }, new[] { 1, 0 })]
    [InlineData(new[] { 7, 300, 130 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 40, 100, 37 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 3, 5, 20_000 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 3, 70, 20, 50 }, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { 200_000 }, new[] { 0 })]
    public void Permute_OfManyElements_MovesEachOnEveryNumberOfThreads(int[] shape, int[] permutation) => ThreadCounts.SameBits<float>(() =>
    {
        CheckPermute<float>(shape, permutation);
        CheckPermute<double>(shape, permutation);
        return [];
    });

    // So large that the results go past the caches: in strips, with whole rows side by side, with rows that share the places of a cache.
    [Theory]
    [InlineData(new[] { 1501, 1403 }, new[] { 1, 0 })]
    [InlineData(new[] { 270, 8001 }, new[] { 1, 0 })]
    [InlineData(new[] { 100, 21_003 }, new[] { 1, 0 })]
    [InlineData(new[] { 21_003, 100 }, new[] { 1, 0 })]
    [InlineData(new[] { 3, 700_001 }, new[] { 1, 0 })]
    [InlineData(new[] { 700_001, 3 }, new[] { 1, 0 })]
    [InlineData(new[] { 1031, 2048 }, new[] { 1, 0 })]
    [InlineData(new[] { 2048, 1040 }, new[] { 1, 0 })]
    [InlineData(new[] { 256, 8207 }, new[] { 1, 0 })]
    [InlineData(new[] { 8193, 255 }, new[] { 1, 0 })]
    [InlineData(new[] { 9, 257, 1025 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 2, 1100, 1000 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 40, 37, 1500 }, new[] { 2, 0, 1 })]
    public void Permute_OfALargeTensor_MovesEachElement(int[] shape, int[] permutation)
    {
        CheckPermute<float>(shape, permutation);
        CheckPermute<double>(shape, permutation);
        ThreadCounts.SameBits<float>(() =>
        {
            var x = Iota<float>(shape.Aggregate(1, (x, y) => x * y));
            var y = new float[x.Length];
            Transposition.Permute<float>(x, shape, permutation, y);
            return y;
        });
    }

    // What no arithmetic may touch: numbers of any bits are moved, be they NaNs with a payload, zeros with a sign or subnormal.
    [Theory]
    [InlineData(75, 83)]
    [InlineData(1503, 1406)]
    public void Permute_OfAnyBits_KeepsThem(int rows, int columns)
    {
        var bits = new byte[sizeof(long) * rows * columns];
        new Random(3).NextBytes(bits);
        CheckBits<float, int>(bits, rows, columns);
        CheckBits<double, long>(bits, rows, columns);
    }

    [Fact]
    public void StreamedCopy_OfEveryLengthAndAlignment_CopiesThoseBytesAlone()
    {
        var x = Iota<float>(200);
        for (var length = 0; StreamedCopy.IsSupported && length < 80; length++)
        {
            for (var start = 1; start < 20; start++)
            {
                var y = new float[120];
                StreamedCopy.Run<float>(x.AsSpan(3, length), y.AsSpan(start, length));
                Assert.Equal(Enumerable.Range(0, 120).Select(i => i >= start && i < start + length ? x[i - start + 3] : 0), y);
            }
        }
    }

    [Fact]
    public void Permute_OfRandomAxes_MovesEachElement()
    {
        var random = new Random(2);
        for (var i = 0; i < 500; i++)
        {
            var shape = Enumerable.Range(0, random.Next(7)).Select(_ => random.Next(1, 7)).ToArray();
            var permutation = Enumerable.Range(0, shape.Length).ToArray();
            random.Shuffle(permutation);
            CheckPermute<float>(shape, permutation);
            CheckPermute<double>(shape, permutation);
        }
    }

    [Theory]
    [InlineData(new[] { 2, 2 }, new[] { 0, 0 })]
    [InlineData(new[] { 2, 2 }, new[] { 0, 2 })]
    [InlineData(new[] { 2, 2 }, new[] { -1, 0 })]
    [InlineData(new[] { 4 }, new[] { 0, 1 })]
    [InlineData(new[] { 5 }, new[] { 0 })]
    public void Permute_OfWhatIsNoPermutationOrTooShort_Throws(int[] shape, int[] permutation) =>
        Assert.ThrowsAny<Exception>(() => Transposition.Permute<float>(new float[4], shape, permutation, new float[4]));

    private static void CheckBits<T, TBits>(byte[] bits, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TBits : unmanaged, IBinaryInteger<TBits>
    {
        var x = MemoryMarshal.Cast<byte, TBits>(bits)[..(rows * columns)];
        var y = new TBits[x.Length];
        Transposition.Permute<T>(MemoryMarshal.Cast<TBits, T>(x), [rows, columns], [1, 0], MemoryMarshal.Cast<TBits, T>(y.AsSpan()));
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                Assert.Equal(x[(i * columns) + j], y[(j * rows) + i]);
        }
    }

    private static void CheckTranspose2D<T>(int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Iota<T>(rows * columns);
        var y = new T[x.Length + 2];
        Array.Fill(y, T.NaN);
        Transposition.Transpose2D<T>(x, y.AsSpan(1, x.Length), rows, columns);
        Assert.True(T.IsNaN(y[0]) && T.IsNaN(y[^1]));
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                Assert.Equal(x[(i * columns) + j], y[1 + (j * rows) + i]);
        }
    }

    private static void CheckPermute<T>(int[] shape, int[] permutation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = shape.Contains(0) ? 0 : shape.Aggregate(1, (x, y) => x * y);
        var x = Iota<T>(size);
        var y = new T[size + 2];
        Array.Fill(y, T.NaN);
        Transposition.Permute<T>(x, shape, permutation, y.AsSpan(1, size));
        Assert.True(T.IsNaN(y[0]) && T.IsNaN(y[^1]));
        for (var position = 0; position < size; position++)
        {
            // Coordinates of the element in y, last axis first, place it in x.
            var (rest, from) = (position, 0);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                var length = shape[permutation[axis]];
                var stride = shape.Skip(permutation[axis] + 1).Aggregate(1, (x, y) => x * y);
                from += rest % length * stride;
                rest /= length;
            }

            if (x[from] != y[1 + position])
                Assert.Fail($"at {position}: expected {x[from]}, got {y[1 + position]}");
        }
    }

    private static T[] Iota<T>(int size) where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, size).Select(T.CreateTruncating)];
}
