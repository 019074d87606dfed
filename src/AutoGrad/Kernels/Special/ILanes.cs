namespace AutoGrad.Kernels.Special;

/// <summary>Some doubles side by side, as many as a register holds, so that one text of a function serves every width.</summary>
/// <remarks>
/// Every operation is rounded as IEEE 754 says, the fused one too (where the hardware has none, by the slow call that gives its bits), so
/// that an element has the same bits whichever width computed it.
/// </remarks>
internal interface ILanes<TSelf> where TSelf : unmanaged, ILanes<TSelf>
{
    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf Create(double value);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fused(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>A mask of all bits where a is less than b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>A mask of all bits where a equals b.</summary>
    static abstract TSelf Same(TSelf a, TSelf b);

    /// <summary>The bits of a where the mask has all bits, and of b where it has none.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether a mask has bits in any lane.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>2 to the power of k, whole numbers from -1022 to 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf k);

    /// <summary>The exponents k and the mantissas m with x = m·2ᵏ and m from about √½ to √2, for normal positive x.</summary>
    static abstract TSelf Split(TSelf x, out TSelf k);
}
