namespace AutoGrad.Kernels.Transposing;

/// <summary>A square of elements that is transposed in registers, each of which holds a row.</summary>
internal unsafe interface ISquare<T, TVector> where T : unmanaged where TVector : struct
{
    /// <summary>The elements of a register, and the rows of the square.</summary>
    static abstract int Side { get; }

    /// <summary>Reads the elements of Side rows of x, which lie so far apart, and gives the columns in their order.</summary>
    static abstract void Transpose<TSink>(T* x, nint row, ref TSink sink) where TSink : struct, IRowSink<TVector>;
}
