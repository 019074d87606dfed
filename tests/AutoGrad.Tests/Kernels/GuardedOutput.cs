using System.Numerics;

namespace AutoGrad.Tests.Kernels;

/// <summary>An output between elements that must stay: vectors, and stores past the caches, write by whole registers.</summary>
internal static class GuardedOutput
{
    // As much as a register of any width holds, twice.
    private const int Guard = 32;

    public delegate void Write<T>(Span<T> y);

    /// <summary>An output of so many elements, each of which is overwritten.</summary>
    public static T[] Of<T>(int count, Write<T> write) where T : unmanaged, IFloatingPointIeee754<T> =>
        Of([.. Enumerable.Repeat(T.Pi, count)], write);

    /// <summary>What is made of an output that held something before.</summary>
    public static T[] Of<T>(T[] before, Write<T> write) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] y = [.. Enumerable.Repeat(T.Pi, Guard), .. before, .. Enumerable.Repeat(T.Pi, Guard)];
        write(y.AsSpan(Guard, before.Length));
        Assert.False(y.AsSpan(0, Guard).ContainsAnyExcept(T.Pi), "Something was written before the output.");
        Assert.False(y.AsSpan(Guard + before.Length).ContainsAnyExcept(T.Pi), "Something was written after the output.");
        return y[Guard..^Guard];
    }
}
