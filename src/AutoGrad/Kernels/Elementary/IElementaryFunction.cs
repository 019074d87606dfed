namespace AutoGrad.Kernels;

/// <summary>A function of each element of a register, right to 4 units in the last place of T.</summary>
internal interface IElementaryFunction
{
    static abstract V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>;
}
