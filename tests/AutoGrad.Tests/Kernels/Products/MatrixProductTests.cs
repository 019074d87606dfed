using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

[Collection(nameof(WholeProcess))]
public class MatrixProductTests
{
    private const int Guard = 67;

    // One below, at and above each height of a tile, each width of a vector and of two, and each block.
    private static readonly int[] Edges = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 23, 24, 25, 31, 32, 33];

    public static TheoryData<int, int, int> LargeShapes => new()
    {
        { 239, 65, 255 }, { 240, 1023, 256 }, { 241, 1025, 257 }, { 13, 1056, 513 }, { 500, 40, 300 }, { 100, 2000, 70 },
        { 1, 5000, 300 }, { 1, 2049, 129 }, { 3, 300, 5000 }, { 2, 7, 20000 }, { 5000, 2, 33 }, { 3000, 1, 70 }, { 9, 9, 9000 },
        { 700, 3, 700 }, { 64, 64, 1024 }, { 257, 17, 1030 }, { 1, 1, 10000 }, { 300, 260, 1 }, { 2, 3, 4000 },
        { 200, 9, 50 }, { 64, 15, 20 }, { 24, 64, 9000 }, { 25, 33, 9000 },
    };

    [Fact]
    public void Multiply_AtTileEdges_MatchesTripleLoop()
    {
        foreach (var m in Edges)
        {
            foreach (var n in Edges)
            {
                foreach (var k in (int[])[1, 2, 5, 16, 35])
                    CheckAll(m, n, k);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LargeShapes))]
    public void Multiply_AcrossBlocks_MatchesTripleLoop(int m, int n, int k) => CheckAll(m, n, k);

    [Fact]
    public void Multiply_OfRandomShapes_MatchesTripleLoop()
    {
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
            CheckAll(random.Next(1, 90), random.Next(1, 90), random.Next(1, 90));
    }

    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(3, 0, 4)]
    [InlineData(3, 4, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(40, 50, 0)]
    public void Multiply_OfEmptyAxes_GivesZerosOrNothing(int m, int n, int k) => CheckAll(m, n, k);

    [Fact]
    public void Multiply_OfHalf_MatchesTripleLoop()
    {
        var problem = new Problem<Half>(5, 7, 9, false, true, new Random(3));
        problem.Check(problem.Multiply());
    }

    [Theory]
    [InlineData(5, 6, 7)]
    [InlineData(33, 40, 64)]
    [InlineData(1, 40, 64)]
    [InlineData(40, 1, 64)]
    [InlineData(260, 300, 300)]
    public void Multiply_OfNaNAndInfinity_CarriesThem(int m, int n, int k)
    {
        foreach (var value in (float[])[float.NaN, float.PositiveInfinity])
        {
            var a = new float[m * k];
            var b = new float[k * n];
            Array.Fill(b, 1f);
            a[k - 1] = value;
            var c = new float[m * n];
            Array.Fill(c, float.NaN);

            // Row 0 of a holds the value; elsewhere a is zero.
            MatrixProduct.Multiply<float>(a, false, b, false, c, m, n, k);
            Assert.All(c[..n], x => Assert.Equal(value, x));
            Assert.All(c[n..], x => Assert.Equal(0f, x));

            // Zero times the value is NaN, and is not skipped.
            Array.Fill(b, 0f);
            MatrixProduct.Multiply<float>(a, false, b, true, c, m, n, k);
            Assert.All(c[..n], x => Assert.True(float.IsNaN(x)));
            Assert.All(c[n..], x => Assert.Equal(0f, x));
        }
    }

    [Theory]
    [InlineData(300, 310, 320)]
    [InlineData(1000, 33, 300)]
    [InlineData(25, 2000, 300)]
    [InlineData(1, 9000, 1000)]
    [InlineData(9000, 1, 1000)]
    [InlineData(3, 9000, 300)]
    [InlineData(9000, 2, 300)]
    [InlineData(10, 10, 100000)]
    [InlineData(30, 33, 6000)]
    [InlineData(500, 10, 900)]
    [InlineData(97, 65, 3000)]
    [InlineData(1021, 610, 500)]
    [InlineData(200, 2100, 300)]
    [InlineData(2, 1100, 700)]
    [InlineData(60, 1024, 700)]
    [InlineData(90, 610, 500)]
    [InlineData(2003, 270, 1030)]
    public void Multiply_OnAnyNumberOfThreads_GivesTheSameBits(int m, int n, int k)
    {
        var before = AutoGradSettings.Threads;
        try
        {
            foreach (var (transposeA, transposeB) in Transpositions)
            {
                var problem = new Problem<float>(m, n, k, transposeA, transposeB, new Random(5));
                AutoGradSettings.Threads = 1;
                var expected = problem.Multiply();
                foreach (var threads in (int[])[2, 3, 8])
                {
                    AutoGradSettings.Threads = threads;
                    Expect.True(expected.AsSpan().SequenceEqual(problem.Multiply()), $"{threads} threads");
                }
            }
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }

    // With a second cache of 8 KiB a block of a has at most 96 rows of 8, and one of b 2,048 columns, in single precision and 512-bit vectors;
    // other widths have their edges elsewhere among these.
    [Theory]
    [InlineData(95, 300, 7)]
    [InlineData(96, 320, 8)]
    [InlineData(97, 280, 9)]
    [InlineData(193, 131, 17)]
    [InlineData(13, 2047, 16)]
    [InlineData(12, 2048, 24)]
    [InlineData(11, 2049, 25)]
    [InlineData(25, 4099, 33)]
    [InlineData(5, 32, 100)]
    [InlineData(1301, 60, 48)]
    [InlineData(998, 70, 33)]
    public void Multiply_WhateverTheCaches_GivesTheSameBits(int m, int n, int k)
    {
        var before = CacheSizes.Second;
        try
        {
            foreach (var (transposeA, transposeB) in Transpositions)
            {
                CheckCaches(new Problem<float>(m, n, k, transposeA, transposeB, new Random(m)));
                CheckCaches(new Problem<double>(m, n, k, transposeA, transposeB, new Random(m)));
            }
        }
        finally
        {
            CacheSizes.Second = before;
        }
    }

    private static void CheckCaches<T>(Problem<T> problem) where T : unmanaged, IFloatingPointIeee754<T>
    {
        CacheSizes.Second = 1 << 20;
        var expected = problem.Multiply();
        problem.Check(expected);
        foreach (var size in (int[])[1, 1 << 11, 1 << 13, 1 << 14])
        {
            CacheSizes.Second = size;
            Assert.Equal(expected, problem.Multiply());
        }
    }

    // Parts by rows alone, by columns too, and more than one block of depth and of columns; a and b are multiplied where they lie, too.
    [Theory]
    [InlineData(1021, 610, 260)]
    [InlineData(200, 2100, 130)]
    [InlineData(90, 600, 300)]
    [InlineData(50, 1100, 257)]
    [InlineData(700, 40, 100)]
    [InlineData(1, 3000, 700)]
    [InlineData(3000, 2, 300)]
    public void Multiply_WithAnEpilogue_GoesOnWithEachElementOnce(int m, int n, int k)
    {
        var (threads, cache) = (AutoGradSettings.Threads, CacheSizes.Second);
        try
        {
            var problem = new Problem<float>(m, n, k, false, false, new Random(n));
            foreach (var size in (int[])[1 << 14, 1 << 20])
            {
                CacheSizes.Second = size;
                foreach (var count in (int[])[1, 3])
                {
                    AutoGradSettings.Threads = count;
                    var expected = problem.Multiply();
                    var finished = problem.MultiplyAndNegate();
                    Assert.Equal(expected.Select(x => -x), finished);
                }
            }
        }
        finally
        {
            (AutoGradSettings.Threads, CacheSizes.Second) = (threads, cache);
        }
    }

    [Fact]
    public void Multiply_WithinAThread_AllocatesNothing()
    {
        var problem = new Problem<float>(32, 32, 64, false, true, new Random(7));
        var c = new float[32 * 32];
        MatrixProduct.Multiply<float>(problem.A, false, problem.B, true, c, 32, 32, 64);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            MatrixProduct.Multiply<float>(problem.A, false, problem.B, true, c, 32, 32, 64);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Multiply_OfSpansTooShort_Throws()
    {
        Assert.ThrowsAny<ArgumentException>(() => MatrixProduct.Multiply<float>(new float[5], false, new float[6], false, new float[4], 2, 2, 3));
        Assert.ThrowsAny<ArgumentException>(() => MatrixProduct.Multiply<float>(new float[6], false, new float[5], false, new float[4], 2, 2, 3));
        Assert.ThrowsAny<ArgumentException>(() => MatrixProduct.Multiply<float>(new float[6], false, new float[6], false, new float[3], 2, 2, 3));
    }

    private static readonly (bool A, bool B)[] Transpositions = [(false, false), (false, true), (true, false), (true, true)];

    private static void CheckAll(int m, int n, int k)
    {
        var random = new Random(HashCode.Combine(m, n) + k);
        foreach (var (transposeA, transposeB) in Transpositions)
        {
            Check(new Problem<float>(m, n, k, transposeA, transposeB, random));
            Check(new Problem<double>(m, n, k, transposeA, transposeB, random));
        }
    }

    private static void Check<T>(Problem<T> problem) where T : unmanaged, IFloatingPointIeee754<T> => problem.Check(problem.Multiply());

    // A product of uniform numbers in [-1, 1), every span of it within NaNs: a read or a write out of bounds shows.
    private sealed class Problem<T>(int m, int n, int k, bool transposeA, bool transposeB, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _a = Guarded(m * k, random);
        private readonly T[] _b = Guarded(k * n, random);

        public ReadOnlySpan<T> A => _a.AsSpan(Guard, m * k);

        public ReadOnlySpan<T> B => _b.AsSpan(Guard, k * n);

        public T[] Multiply()
        {
            var memory = new T[(m * n) + (2 * Guard)];
            Array.Fill(memory, T.NaN);
            MatrixProduct.Multiply(A, transposeA, B, transposeB, memory.AsSpan(Guard, m * n), m, n, k);
            Assert.All(memory[..Guard], x => Assert.True(T.IsNaN(x)));
            Assert.All(memory[^Guard..], x => Assert.True(T.IsNaN(x)));
            return memory[Guard..^Guard];
        }

        // Whatever is gone on with twice, or before it is finished, or not at all, has the wrong sign or value.
        public T[] MultiplyAndNegate()
        {
            var c = new T[m * n];
            MatrixProduct.Multiply(A, transposeA, B, transposeB, c, m, n, k, new Negation(c, n));
            return c;
        }

        private sealed class Negation(T[] c, int n) : IProductEpilogue
        {
            public void RunBlock(nint row, nint column, nint rows, nint columns)
            {
                for (var i = row; i < row + rows; i++)
                {
                    foreach (ref var x in c.AsSpan((int)((i * n) + column), (int)columns))
                        x = -x;
                }
            }

            public void RunAll() => RunBlock(0, 0, c.Length / n, n);
        }

        public void Check(T[] c)
        {
            var a = transposeA ? Transpose(A, k, m) : Widen(A);
            var b = transposeB ? Widen(B) : Transpose(B, k, n);
            var tolerance = double.CreateChecked(T.BitIncrement(T.One) - T.One) * (8 + k);
            for (var i = 0; i < m; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var (sum, size) = (0.0, 0.0);
                    for (var p = 0; p < k; p++)
                    {
                        var term = a[(i * k) + p] * b[(j * k) + p];
                        sum += term;
                        size += Math.Abs(term);
                    }

                    var error = Math.Abs(double.CreateChecked(c[(i * n) + j]) - sum);
                    if (!(error <= tolerance * size))
                        Assert.Fail($"[{m}, {n}, {k}] of {typeof(T).Name}, transposed {transposeA} {transposeB}: c[{i}, {j}] is off by {error}.");
                }
            }
        }

        private static double[] Widen(ReadOnlySpan<T> x) => [.. x.ToArray().Select(double.CreateChecked)];

        private static double[] Transpose(ReadOnlySpan<T> x, int rows, int columns)
        {
            var y = new double[x.Length];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                    y[(j * rows) + i] = double.CreateChecked(x[(i * columns) + j]);
            }

            return y;
        }

        private static T[] Guarded(int size, Random random)
        {
            var memory = new T[size + (2 * Guard)];
            Array.Fill(memory, T.NaN);
            for (var i = 0; i < size; i++)
                memory[Guard + i] = T.CreateTruncating((2 * random.NextDouble()) - 1);
            return memory;
        }
    }
}
