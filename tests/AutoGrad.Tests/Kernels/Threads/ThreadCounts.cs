using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoGrad.Tests.Kernels;

/// <summary>Runs a computation on several numbers of threads, for tests in the collection of <see cref="AutoGradSettings"/>.</summary>
internal static class ThreadCounts
{
    /// <summary>Checks that 1, 2, 3 and 8 threads give the same bits, and gives the result.</summary>
    public static T[] SameBits<T>(Func<T[]> compute) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var before = AutoGradSettings.Threads;
        try
        {
            AutoGradSettings.Threads = 1;
            var expected = compute();
            foreach (var threads in new[] { 2, 3, 8 })
            {
                AutoGradSettings.Threads = threads;
                var actual = compute();
                Expect.True(
                    MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual)), $"{threads} threads give other bits than one.");
            }
            return expected;
        }
        finally
        {
            AutoGradSettings.Threads = before;
        }
    }
}
