using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>The text of a function of each float of a register.</summary>
/// <remarks>
/// An instance holds the function's constants. A loop makes one before its first round, of registers that the compiler does not know the contents
/// of: written where they are used, constants would be read from memory again in each round, which takes as long as the arithmetic.
/// </remarks>
internal interface ISingleText<TSelf, V> where TSelf : struct, ISingleText<TSelf, V> where V : struct, IRegister<float, V>
{
    /// <summary>Whether <see cref="At"/> takes every register, so that there is no <see cref="IsOrdinary"/> to ask.</summary>
    static abstract bool IsTotal { get; }

    /// <summary>The constants in registers.</summary>
    /// <param name="held">What keeps them there.</param>
    static abstract TSelf Create(Held<V> held);

    /// <summary>The results of a register that is ordinary.</summary>
    V At(V x);

    /// <summary>Whether <see cref="At"/> takes a register.</summary>
    static virtual bool IsOrdinary(V x) => true;

    /// <summary>The results of any register; those of elements that are ordinary have the same bits.</summary>
    static virtual V AtAny(V x) => TSelf.Create(default).At(x);
}
