namespace AutoGrad.Kernels;

/// <summary>A function of the elements of two registers, right to 4 units in the last place of T.</summary>
internal interface IElementaryFunction2
{
    static abstract V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>;
}
