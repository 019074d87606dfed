using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Products of many pairs of matrices: small ones beside each other on all threads, large ones one after the other, each on all threads.</summary>
internal static unsafe class BatchedProduct
{
    // From so many multiply-adds on, a product is split by itself.
    private const long LargeWork = 1 << 21;

    /// <summary>
    /// Sets each matrix of c [.., m, n] to op(a) [m, k] · op(b) [k, n] for those matrices of a and b that meet where the axes of their shapes before
    /// the last two broadcast together.
    /// </summary>
    public static void Multiply<T>(
        ReadOnlySpan<T> a, Shape shapeA, bool transposeA, ReadOnlySpan<T> b, Shape shapeB, bool transposeB, Span<T> c, int m, int n, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (c.IsEmpty)
            return;
        var pairs = PlanCache<(Shape, Shape), Pairs>.Get((shapeA, shapeB), static shapes => Pairs.Of(shapes.Item1, shapes.Item2));
        var (sizeA, sizeB, size) = (checked(m * k), checked(k * n), checked(m * n));
        if ((long)size * k >= LargeWork)
        {
            for (var i = 0; i < pairs.Count; i++)
            {
                MatrixProduct.Multiply(a.Slice(pairs.A[i] * sizeA, sizeA), transposeA, b.Slice(pairs.B[i] * sizeB, sizeB), transposeB,
                    c.Slice(i * size, size), m, n, k);
            }
            return;
        }
        // The slices throw where a span is too short: the matrices lie within them.
        a = a[..shapeA.Size];
        b = b[..shapeB.Size];
        c = c[..(pairs.Count * size)];
        fixed (T* pa = a, pb = b, pc = c)
        {
            BlockSplit.For(pairs.Count, (long)pairs.Count * size * k, (pairs, (nint)pa, (nint)pb, (nint)pc, (m, n, k), (transposeA, transposeB)), static (own, i) =>
            {
                var (pairs, pa, pb, pc, (m, n, k), (transposeA, transposeB)) = own;
                MatrixProduct.Multiply(
                    new ReadOnlySpan<T>((T*)pa + ((nint)pairs.A[i] * m * k), m * k), transposeA,
                    new ReadOnlySpan<T>((T*)pb + ((nint)pairs.B[i] * k * n), k * n), transposeB,
                    new Span<T>((T*)pc + ((nint)i * m * n), m * n), m, n, k);
            });
        }
    }

    /// <summary>Which matrices meet, product by product.</summary>
    private sealed record Pairs(int[] A, int[] B)
    {
        public int Count => A.Length;

        public static Pairs Of(Shape shapeA, Shape shapeB)
        {
            var (a, b) = (new List<int>(), new List<int>());
            var runs = new Broadcast(Shape.Create(shapeA.Lengths[..^2]), Shape.Create(shapeB.Lengths[..^2]));
            while (runs.Next(out var run))
            {
                for (var i = 0; i < run.Length; i++)
                {
                    a.Add(run.A + (run.StretchesA ? 0 : i));
                    b.Add(run.B + (run.StretchesB ? 0 : i));
                }
            }
            return new([.. a], [.. b]);
        }
    }
}
