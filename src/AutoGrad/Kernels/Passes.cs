namespace AutoGrad.Kernels;

/// <summary>Fills and copies of large arrays, on all threads.</summary>
internal static class Passes
{
    public static void Fill<T>(Span<T> y, T value) where T : unmanaged => PassSplit.Run(default, y, y.Length, 1, new FillPass<T>(value));

    /// <summary>Copies all of x to the same place in y, which is as long.</summary>
    public static void Copy<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged =>
        PassSplit.Run(new Tile<T> { A = x }, y, y.Length, 1, default(CopyPass<T>));

    private readonly struct FillPass<T>(T value) : IPass<T> where T : unmanaged
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) => y[start..end].Fill(value);
    }

    private readonly struct CopyPass<T> : IPass<T> where T : unmanaged
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) => x.A[start..end].CopyTo(y[start..end]);
    }
}
