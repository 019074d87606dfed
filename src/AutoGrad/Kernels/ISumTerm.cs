namespace AutoGrad.Kernels;

/// <summary>What an element adds to a sum, for <see cref="LineSum{T}"/>.</summary>
internal interface ISumTerm<T> where T : unmanaged
{
    static abstract TVector Add<TVector, TOps>(TVector x, TVector sum)
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>;

    static abstract T Add(T x, T sum);
}
