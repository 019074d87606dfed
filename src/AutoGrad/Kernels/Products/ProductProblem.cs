namespace AutoGrad.Kernels;

/// <summary>A strided matrix within a caller's pinned memory; one of its strides is 1.</summary>
internal readonly unsafe struct Operand<T>(T* data, nint row, nint column) where T : unmanaged
{
    public T* Data => data;

    public nint Row => row;

    public nint Column => column;

    public bool HasContiguousRows => column == 1;

    public Operand<T> Transposed => new(data, column, row);

    public T* At(nint i, nint j) => data + (i * row) + (j * column);

    public Operand<T> From(nint i, nint j) => new(At(i, j), row, column);
}

/// <summary>c [m, n] = a [m, k] · b [k, n]: c's rows are CRow apart. As a part of a larger product, c begins at a row and a column of that.</summary>
internal readonly unsafe struct ProductProblem<T>(
    Operand<T> a, Operand<T> b, T* c, nint cRow, nint m, nint n, nint k, IProductEpilogue? epilogue = null, nint row = 0, nint column = 0)
    where T : unmanaged
{
    public Operand<T> A => a;

    public Operand<T> B => b;

    public T* C => c;

    public nint CRow => cRow;

    public nint M => m;

    public nint N => n;

    public nint K => k;

    /// <summary>What follows; null for nothing.</summary>
    public IProductEpilogue? Epilogue => epilogue;

    public ProductProblem<T> WithoutEpilogue => new(a, b, c, cRow, m, n, k);

    /// <summary>The part of the problem that gives c's block of the given size at (i, j).</summary>
    public ProductProblem<T> Block(nint i, nint j, nint rows, nint columns) =>
        new(a.From(i, 0), b.From(0, j), c + (i * cRow) + j, cRow, rows, columns, k, epilogue, row + i, column + j);

    /// <summary>Goes on with a finished block at (i, j).</summary>
    public void Finish(nint i, nint j, nint rows, nint columns) => epilogue?.RunBlock(row + i, column + j, rows, columns);
}
