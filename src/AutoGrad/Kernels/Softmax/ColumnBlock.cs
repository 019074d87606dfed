namespace AutoGrad.Kernels;

/// <summary>Some rows of some columns, and where what is computed of them goes.</summary>
/// <param name="x">The first element.</param>
/// <param name="stride">How far apart its rows lie.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="columns">How many columns there are.</param>
/// <param name="y">The first result, of as many rows and columns, which lie apart from the elements; or none.</param>
/// <param name="yStride">How far apart the rows of the results lie.</param>
internal readonly unsafe struct ColumnBlock<T>(T* x, nint stride, int rows, int columns, T* y, nint yStride) where T : unmanaged
{
    public T* X { get; } = x;

    public nint Stride { get; } = stride;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public T* Y { get; } = y;

    public nint YStride { get; } = yStride;

    /// <summary>Some of the rows.</summary>
    public ColumnBlock<T> Part(int first, int rows) => new(X + (first * Stride), Stride, rows, Columns, Y + (first * YStride), YStride);

    /// <summary>The same with results.</summary>
    public ColumnBlock<T> Into(T* y, nint yStride) => new(X, Stride, Rows, Columns, y, yStride);

    /// <summary>Copies the results past the caches to where the first belongs, and rows as far apart as a stride says.</summary>
    public void CopyPastCaches(T* target, nint stride)
    {
        if (YStride == Columns && stride == Columns)
        {
            StreamedCopy.Run((byte*)Y, (byte*)target, (nint)Rows * Columns * sizeof(T));
            return;
        }
        for (var row = 0; row < Rows; row++)
            StreamedCopy.Run((byte*)(Y + (row * YStride)), (byte*)(target + (row * stride)), (nint)Columns * sizeof(T));
    }
}
