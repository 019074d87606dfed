using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>Each product of a batch has the bits that it has alone, on any number of threads.</summary>
[Collection(nameof(AutoGradSettings))]
public class BatchedProductTests
{
    // Equal batches, stretched ones on either side and on both, of small products and of those that are split by themselves.
    public static TheoryData<int[], int[], int, int, int> Batches => new()
    {
        { [50], [50], 40, 30, 20 }, { [4, 1, 3], [5, 1], 33, 17, 9 }, { [7], [2, 1], 64, 64, 64 }, { [1], [3], 1, 1, 1 }, { [3, 2], [2], 5, 0, 4 },
        { [0, 2], [2], 5, 3, 4 }, { [2], [3, 1], 130, 140, 150 },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Multiply_GivesTheBitsOfEachProduct(int[] batchA, int[] batchB, int m, int k, int n)
    {
        Check<float>(batchA, batchB, m, k, n);
        Check<double>(batchA, batchB, m, k, n);
    }

    private static void Check<T>(int[] batchA, int[] batchB, int m, int k, int n) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var threads = AutoGradSettings.Threads;
        try
        {
            foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                var random = new RandomStream(3);
                Shape shapeA = Shape.Create([.. batchA, transposeA ? k : m, transposeA ? m : k]), shapeB = Shape.Create([.. batchB, transposeB ? n : k, transposeB ? k : n]);
                var (a, b) = (Op.Normal<T>(shapeA, random), Op.Normal<T>(shapeB, random));
                var batch = Shape.TryBroadcast(Shape.Create(batchA), Shape.Create(batchB))!;
                Shape whole = Shape.Create([.. batch.Lengths, m, k]), wholeB = Shape.Create([.. batch.Lengths, k, n]);
                var (eachA, eachB) = (Op.BroadcastTo(transposeA ? Op.Transpose(a) : a, whole).ToArray(), Op.BroadcastTo(transposeB ? Op.Transpose(b) : b, wholeB).ToArray());
                var expected = new T[batch.Size * m * n];
                for (var i = 0; i < batch.Size; i++)
                {
                    MatrixProduct.Multiply<T>(eachA.AsSpan(i * m * k, m * k), false, eachB.AsSpan(i * k * n, k * n), false, expected.AsSpan(i * m * n, m * n), m, n, k);
                }
                foreach (var count in new[] { 1, 2, 3, 8 })
                {
                    AutoGradSettings.Threads = count;
                    var actual = new T[expected.Length];
                    BatchedProduct.Multiply<T>(a.ToArray(), shapeA, transposeA, b.ToArray(), shapeB, transposeB, actual, m, n, k);
                    Assert.Equal(expected, actual);
                }
            }
        }
        finally
        {
            AutoGradSettings.Threads = threads;
        }
    }
}
