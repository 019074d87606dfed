using System.Numerics;

namespace AutoGrad.Kernels.Fused;

/// <summary>
/// The exactly rounded operations on a register of some width, or on one element, so that one text of an expression serves all widths and each
/// element has the same bits from each.
/// </summary>
internal interface IRegister<T, TSelf> where T : unmanaged, IFloatingPointIeee754<T> where TSelf : IRegister<T, TSelf>
{
    /// <summary>What the instruction behind <see cref="Mantissa"/> is told: from ¾ to 1½ (bits 0 and 1), and NaN below 0 but 1 at -0 (bits 2 and 3).</summary>
    const byte PositiveAboutOne = 0b1111;

    static abstract int Count { get; }

    /// <summary>The elements from a place on, of which there must be <see cref="Count"/>.</summary>
    static abstract TSelf Load(ref readonly T source, nuint place);

    /// <summary>Writes from a place on, where there must be <see cref="Count"/> elements.</summary>
    void Store(ref T target, nuint place);

    /// <summary>Writes past the caches, to an address that is a multiple of the register's size.</summary>
    unsafe void StorePastCaches(T* target);

    static abstract TSelf Repeat(T value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The smallest whole number that is not less.</summary>
    static abstract TSelf Ceiling(TSelf a);

    /// <summary>The size of a with the sign of b.</summary>
    static abstract TSelf CopySign(TSelf a, TSelf b);

    /// <summary>ab + c, rounded once, on every hardware.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Whether the hardware has <see cref="Scale"/>.</summary>
    static abstract bool HasScale { get; }

    /// <summary>a·2ᵏ for whole k, rounded once.</summary>
    static abstract TSelf Scale(TSelf a, TSelf k);

    /// <summary>Whether the hardware has <see cref="Exponent"/> and <see cref="Mantissa"/>.</summary>
    static abstract bool HasParts { get; }

    /// <summary>The whole k of |a| = m·2ᵏ with m from 1 to 2; -∞ at 0, ∞ at infinities.</summary>
    static abstract TSelf Exponent(TSelf a);

    /// <summary>The m of a = m·2ᵏ with m from ¾ to 1½; 1 at zeros and at ∞, NaN below 0.</summary>
    static abstract TSelf Mantissa(TSelf a);

    /// <summary>Whether the hardware looks up floats in registers. It is the same for each width, as a function from tables has other bits than another.</summary>
    static abstract bool HasTables { get; }

    /// <summary>The floats of a table of 16 at the places in the lowest 4 bits of each element, where there are tables.</summary>
    /// <param name="table">The first float of the table.</param>
    /// <param name="held">The table, where a register has as many elements.</param>
    /// <param name="places">The places; what stands above their bits does not count.</param>
    static abstract TSelf Lookup(ref readonly T table, TSelf held, TSelf places);

    /// <summary>The floats of a table of 32 at the places in the lowest 5 bits of each element, where there are tables.</summary>
    /// <param name="table">The first float of the table.</param>
    /// <param name="first">The first half of the table, where a register has as many elements.</param>
    /// <param name="second">The second half.</param>
    /// <param name="places">The places; what stands above their bits does not count.</param>
    static abstract TSelf Lookup(ref readonly T table, TSelf first, TSelf second, TSelf places);

    /// <summary>Shifts the bits of each element to the left, with zeros from the right.</summary>
    static abstract TSelf ShiftLeft(TSelf a, int count);

    /// <summary>Shifts the bits of each element to the right, with zeros from the left.</summary>
    static abstract TSelf ShiftRight(TSelf a, int count);

    /// <summary>The sum of the bits of each element and those of another, as whole numbers without a carry beyond the element.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The bits that are set in both.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>Whether each element of a is less than that of b; none is where either is NaN.</summary>
    static abstract bool AllLess(TSelf a, TSelf b);

    /// <summary>The larger; NaN where either is.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller; NaN where either is.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>
    /// The sum of the elements: each of the first half with its equal in the second, until there is one, so that registers of half the width, added
    /// first, give the same bits.
    /// </summary>
    static abstract T AddLanes(TSelf a);

    /// <summary>The largest element, where none is NaN; of zeros, any.</summary>
    static abstract T MaxLanes(TSelf a);

    /// <summary>The smallest element, where none is NaN; of zeros, any.</summary>
    static abstract T MinLanes(TSelf a);

    /// <summary>The smaller of a number and a limit, which is not NaN; NaN stays.</summary>
    static abstract TSelf AtMost(TSelf a, TSelf limit);

    /// <summary>The larger of a number and a limit, which is not NaN; NaN stays.</summary>
    static abstract TSelf AtLeast(TSelf a, TSelf limit);

    /// <summary>c where a = b, else d.</summary>
    static abstract TSelf WhereEqual(TSelf a, TSelf b, TSelf c, TSelf d);

    /// <summary>c where a is greater than b, else d.</summary>
    static abstract TSelf WhereGreater(TSelf a, TSelf b, TSelf c, TSelf d);

    /// <summary>c where a is not less than b, else d.</summary>
    static abstract TSelf WhereGreaterOrEqual(TSelf a, TSelf b, TSelf c, TSelf d);
}
