using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// A register of doubles of some width, so that one text of a function serves all widths, and each element gets the same bits from each. What is
/// float outside is double inside. A comparison gives a mask, of all bits or none.
/// </summary>
internal interface IDoubles<TSelf> : IUnaryNegationOperators<TSelf, TSelf>, IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>,
    IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, IDoubles<TSelf>
{
    static abstract int Count { get; }

    /// <summary>The elements from an address on, which must have <see cref="Count"/> of them.</summary>
    static abstract TSelf Load<T>(ref readonly T source) where T : unmanaged;

    /// <summary>Writes to the elements from an address on, which must have <see cref="Count"/> of them.</summary>
    static abstract void Store<T>(TSelf value, ref T target) where T : unmanaged;

    static abstract implicit operator TSelf(double value);

    /// <summary>xy + z, rounded once, on every hardware.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether a mask holds for every element.</summary>
    static abstract bool All(TSelf mask);

    static abstract TSelf Less(TSelf a, TSelf b);

    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Floor(TSelf x);

    static abstract TSelf Round(TSelf x);

    /// <summary>The sum of the bits as whole numbers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeft(TSelf x, int count);

    /// <summary>Shifts the bits to the right, with zeros from the left.</summary>
    static abstract TSelf ShiftRight(TSelf x, int count);
}
