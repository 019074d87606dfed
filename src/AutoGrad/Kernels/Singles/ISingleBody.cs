using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>The body of a function of each float of a register.</summary>
/// <remarks>
/// An instance holds the function's constants. A loop makes one before its first round, of registers that the compiler does not know the contents
/// of: written where they are used, constants would be read from memory again in each round, which takes as long as the arithmetic.
/// </remarks>
internal interface ISingleBody<TSelf, V> where TSelf : struct, ISingleBody<TSelf, V> where V : struct, IRegister<float, V>
{
    /// <summary>Whether each element is ordinary, so that there is no <see cref="IsOrdinary"/> to ask.</summary>
    static abstract bool IsTotal { get; }

    /// <summary>The constants in registers.</summary>
    /// <param name="held">What keeps them there.</param>
    static abstract TSelf Create(Held<V> held);

    /// <summary>The results of elements that are ordinary; anything for others.</summary>
    V At(V x);

    /// <summary>Whether all elements are ordinary.</summary>
    static virtual bool IsOrdinary(V x) => true;

    /// <summary>Whether all elements of two registers are ordinary, or NaN where <see cref="At"/> takes it.</summary>
    static virtual bool AreOrdinary(V x, V next) => TSelf.IsOrdinary(x) && TSelf.IsOrdinary(next);

    /// <summary>The results of elements that are not ordinary; anything for others.</summary>
    static virtual V AtRare(V x) => x;

    /// <summary>The first results at elements that are ordinary, the second at others.</summary>
    static virtual V Choose(V x, V ordinary, V rare) => ordinary;
}
