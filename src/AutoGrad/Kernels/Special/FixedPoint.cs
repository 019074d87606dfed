namespace AutoGrad.Kernels.Special;

/// <summary>A number between -128 and 128 with 120 bits behind the point, for the few places where two doubles are not enough.</summary>
internal readonly struct FixedPoint
{
    private const int Places = 120;
    private const double Scale = 1329227995784915872903807060280344576.0;

    // Each term is less than a 33rd of the one before.
    private const int LogarithmTerms = 24;
    private const int SeriesTerms = 15;

    private readonly Int128 _bits;

    private FixedPoint(Int128 bits) => _bits = bits;

    public static FixedPoint One => new(Int128.One << Places);

    public static FixedPoint Pi => new(new Int128(0x3243f6a8885a308, 0xd313198a2e037073));

    private static FixedPoint Ln2 => new(new Int128(0xb17217f7d1cf79, 0xabc9e3b39803f2f7));

    public static implicit operator FixedPoint(double x) => new((Int128)(x * Scale));

    public static explicit operator double(FixedPoint x) => (double)x._bits / Scale;

    public static FixedPoint operator -(FixedPoint a) => new(-a._bits);

    public static FixedPoint operator +(FixedPoint a, FixedPoint b) => new(a._bits + b._bits);

    public static FixedPoint operator -(FixedPoint a, FixedPoint b) => new(a._bits - b._bits);

    public static FixedPoint operator >>(FixedPoint a, int count) => new(a._bits >> count);

    public static FixedPoint operator *(FixedPoint a, FixedPoint b)
    {
        var (x, y) = ((UInt128)Int128.Abs(a._bits), (UInt128)Int128.Abs(b._bits));
        var (xHigh, xLow) = ((ulong)(x >> 64), (ulong)x);
        var (yHigh, yLow) = ((ulong)(y >> 64), (ulong)y);
        // Of the product of 256 bits, those from the 120th on, less a carry of the lowest.
        var middle = ((UInt128)xLow * yLow >> 64) + (ulong)((UInt128)xHigh * yLow) + (ulong)((UInt128)xLow * yHigh);
        var high = ((UInt128)xHigh * yHigh) + ((UInt128)xHigh * yLow >> 64) + ((UInt128)xLow * yHigh >> 64) + (middle >> 64);
        var product = (Int128)((high << (128 - Places)) | ((UInt128)(ulong)middle >> (Places - 64)));
        return new(Int128.IsNegative(a._bits) == Int128.IsNegative(b._bits) ? product : -product);
    }

    public static FixedPoint operator /(FixedPoint a, int b) => new(a._bits / b);

    public static FixedPoint operator /(FixedPoint a, FixedPoint b)
    {
        // Three times as many digits as a double has, each from what is left.
        var divisor = (double)b;
        FixedPoint quotient = (double)a / divisor;
        quotient += (double)(a - (quotient * b)) / divisor;
        return quotient + ((double)(a - (quotient * b)) / divisor);
    }

    /// <summary>ln x and 1/x for a normal x from 1 on: with x = m·2ᵏ and s = (m - 1)/(m + 1), k ln 2 + 2s(1 + s²/3 + s⁴/5 + ...).</summary>
    public static (FixedPoint Logarithm, FixedPoint Inverse) LogAndInverse(double x)
    {
        var k = Math.ILogB(x);
        FixedPoint m = Math.ScaleB(x, -k);
        var inverse = One / m >> k;
        if ((double)m > 1.4142135623730951)
            (m, k) = (m >> 1, k + 1);
        var s = (m - One) / (m + One);
        var z = s * s;
        var sum = One / ((2 * LogarithmTerms) + 1);
        for (var j = LogarithmTerms - 1; j >= 0; j--)
            sum = (sum * z) + (One / ((2 * j) + 1));
        var logarithm = s * sum;
        return (logarithm + logarithm + new FixedPoint(Ln2._bits * k), inverse);
    }

    /// <summary>sin x and cos x for |x| up to 1.</summary>
    public static (FixedPoint Sine, FixedPoint Cosine) SineAndCosine(FixedPoint x)
    {
        var z = x * x;
        var (sine, cosine) = (One, One);
        for (var j = SeriesTerms; j > 0; j--)
        {
            sine = One - (sine * z / (2 * j * ((2 * j) + 1)));
            cosine = One - (cosine * z / (2 * j * ((2 * j) - 1)));
        }
        return (x * sine, cosine);
    }
}
