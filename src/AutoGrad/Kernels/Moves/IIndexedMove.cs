namespace AutoGrad.Kernels;

/// <summary>What is done with an element and the place in the table that its index names, for <see cref="IndexedMoves{T, TMove}"/>.</summary>
internal interface IIndexedMove<T>
{
    static abstract void Move(ref T place, ref T element);
}
