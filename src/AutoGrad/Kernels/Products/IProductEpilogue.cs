namespace AutoGrad.Kernels;

/// <summary>What is done to a product as it is finished: to each block while that lies in fast memory, or else to all of it.</summary>
internal interface IProductEpilogue
{
    /// <summary>Goes on with a finished block; others may be gone on with at the same time on other threads.</summary>
    void RunBlock(nint row, nint column, nint rows, nint columns);

    /// <summary>Goes on with the whole product.</summary>
    void RunAll();
}
