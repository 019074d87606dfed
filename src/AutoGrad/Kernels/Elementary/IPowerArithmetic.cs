using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>What powers need of an element type: numbers about its format, and logarithms and powers of 2 with more digits than it has.</summary>
internal interface IPowerArithmetic<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The bits behind the leading 1.</summary>
    static abstract int Digits { get; }

    /// <summary>2 to the power of <see cref="Digits"/>: from here on, each number is whole.</summary>
    static abstract T Wholes { get; }

    /// <summary>The number whose bits are those of <see cref="Wholes"/> with the opposite sign as a whole number.</summary>
    static abstract T LessWholes { get; }

    /// <summary>1.5 times <see cref="Wholes"/>: added to a small number, it rounds that number to a whole one, which stands in the lowest bits.</summary>
    static abstract T Magic { get; }

    static abstract T LeastNormal { get; }

    static abstract T GreatestSubnormal { get; }

    /// <summary>The exponent of the least of all numbers.</summary>
    static abstract T LeastExponent { get; }

    /// <summary>The exponent that the largest number is just below.</summary>
    static abstract T LargestExponent { get; }

    /// <summary>log₂(2^shift·x) as a sum whose second part is less than 0.0002 of the first, with all digits that a power needs, for finite x with a leading 1.</summary>
    static abstract V Log2<V>(V x, V shift, out V rest) where V : struct, IRegister<T, V>;

    /// <summary>The p about from √½ to √2, and <see cref="Magic"/> plus k, of 2^(x + rest) = 2ᵏ·p, where k is x rounded.</summary>
    static abstract V Reduced<V>(V x, V rest, out V magic) where V : struct, IRegister<T, V>;
}
