namespace AutoGrad.Kernels.Special;

/// <summary>Numbers about the bits of a double.</summary>
internal static class FloatBits
{
    /// <summary>1.5·2⁵²: added to a small whole number, it puts that number into the lowest bits.</summary>
    public const double Magic = 6755399441055744;

    /// <summary>The bits of <see cref="Magic"/>.</summary>
    public const long MagicBits = 0x4338_0000_0000_0000;

    /// <summary>What the exponent field adds to the exponent.</summary>
    public const double Bias = 1023;

    /// <summary>The same in the exponent field.</summary>
    public const long BiasBits = 0x3FF0_0000_0000_0000;

    /// <summary>The bits of √½, rounded to its first digits.</summary>
    public const long RootHalf = 0x3FE6_A000_0000_0000;
}
