using System.Globalization;
using System.Numerics;

namespace AutoGrad.Data;

/// <summary>1,797 grey images of handwritten digits, 8x8 pixels each, with the digit that each shows.</summary>
/// <remarks>
/// Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, 1998, UCI Machine Learning Repository (the test
/// part), https://doi.org/10.24432/C50P49. Licence of the data: Creative Commons Attribution 4.0 International (CC BY 4.0).
/// </remarks>
public static class Digits
{
    /// <summary>The number of rows, and of columns, of an image: a row of features reshapes to [8, 8].</summary>
    public const int Side = 8;

    private const int BrightestPixel = 16;

    /// <summary>Reads the data set, which is part of this assembly.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>
    /// Features [1797, 64], the pixels row by row, in 0..1 (0..16 in the source, divided by 16, which is exact), and targets [1797],
    /// the digits 0..9.
    /// </returns>
    public static Dataset<T> Load<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        EmbeddedTable.Parse(
            EmbeddedTable.ReadLines("digits.csv.gz"),
            featureDivisor: T.CreateChecked(BrightestPixel),
            featureNames: [],
            classNames: Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture)));
}
