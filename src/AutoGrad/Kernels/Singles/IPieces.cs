namespace AutoGrad.Kernels.Singles;

/// <summary>A function on an interval from 0 on, as polynomials on pieces of it: a table for <see cref="PiecewisePolynomial{TPieces, V}"/>.</summary>
internal interface IPieces
{
    /// <summary>
    /// The coefficients of 16 polynomials of degree 6 in what lies beyond the first number of their piece: those of the sixth power first, and so on. The
    /// place of a piece is in the lowest bits of the exponent and the first of the mantissa of its numbers plus <see cref="Start"/>.
    /// </summary>
    static abstract ReadOnlySpan<float> Coefficients { get; }

    /// <summary>What is added to the numbers, so that their sums are in pieces whose length doubles from one power of 2 to the next.</summary>
    static abstract float Start { get; }

    /// <summary>How many bits of the mantissa tell the pieces of one exponent apart.</summary>
    static abstract int Digits { get; }

    /// <summary>What larger numbers are taken for.</summary>
    static abstract float Last { get; }

    /// <summary>Whether the polynomial of the first piece is that of the function less its argument; then each other piece begins with more than it is long.</summary>
    static abstract bool FirstIsDifference { get; }
}
