namespace AutoGrad.Kernels.Special;

/// <summary>A number as the sum of two doubles, the second at most half a unit in the last place of the first: about 104 bits.</summary>
internal readonly struct DoubleDouble
{
    // Where a double has digits enough for what follows.
    private const int FirstTerms = 11;
    private const int LastTerm = 21;

    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    // 1/(2j + 1), and 1/j!.
    private static readonly DoubleDouble[] Odd = [.. Enumerable.Range(0, FirstTerms).Select(j => One / ((2 * j) + 1))];
    private static readonly DoubleDouble[] InverseFactorials = Factorials();

    private DoubleDouble(double high, double low) => (High, Low) = (high, low);

    public static DoubleDouble One => new(1, 0);

    public static DoubleDouble Pi => new(3.141592653589793, 1.2246467991473532e-16);

    /// <summary>The number, rounded.</summary>
    public double High { get; }

    /// <summary>What the rounding lost.</summary>
    public double Low { get; }

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = (Sum(a.High, b.High), Sum(a.Low, b.Low));
        high = Normal(high.High, high.Low + low.High);
        return Normal(high.High, high.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var high = a.High * b.High;
        return Normal(high, Math.FusedMultiplyAdd(a.High, b.High, -high) + Math.FusedMultiplyAdd(a.High, b.Low, a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        // Digit by digit, as on paper.
        var first = a.High / b.High;
        var rest = a - (b * first);
        var second = rest.High / b.High;
        rest -= b * second;
        return Normal(first, second) + (rest.High / b.High);
    }

    /// <summary>ln x for a normal positive x: with x = m·2ᵏ and s = (m - 1)/(m + 1), k ln 2 + 2s(1 + s²/3 + s⁴/5 + ...).</summary>
    public static DoubleDouble Log(double x)
    {
        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m > 1.4142135623730951)
            (m, k) = (0.5 * m, k + 1);
        var s = (DoubleDouble)(m - 1) / Sum(m, 1);
        var z = s * s;
        var tail = 0.0;
        for (var j = LastTerm; j >= FirstTerms; j--)
            tail = Math.FusedMultiplyAdd(tail, z.High, 1.0 / ((2 * j) + 1));
        DoubleDouble sum = tail;
        for (var j = FirstTerms - 1; j >= 0; j--)
            sum = (sum * z) + Odd[j];
        return (Ln2 * k) + (s * sum * 2);
    }

    /// <summary>cot(πr) for r from -½ to ½ that is a multiple of 2⁻⁵², and not 0.</summary>
    public static DoubleDouble CotangentOfPi(double r)
    {
        var size = Math.Abs(r);
        var steep = size < 0.25;
        var angle = Pi * (steep ? size : 0.5 - size);
        var square = angle * angle;
        var (sine, cosine) = (angle * Series(square, 1), Series(square, 0));
        var y = steep ? cosine / sine : sine / cosine;
        return r < 0 ? -y : y;
    }

    // 1/first! - z/(first + 2)! + z²/(first + 4)! - ...
    private static DoubleDouble Series(DoubleDouble z, int first)
    {
        var tail = 0.0;
        var j = first + 28;
        for (; j >= first + 18; j -= 2)
            tail = Math.FusedMultiplyAdd(-tail, z.High, InverseFactorials[j].High);
        DoubleDouble sum = tail;
        for (; j >= first; j -= 2)
            sum = InverseFactorials[j] - (sum * z);
        return sum;
    }

    private static DoubleDouble[] Factorials()
    {
        var inverse = new DoubleDouble[30];
        inverse[0] = One;
        for (var j = 1; j < inverse.Length; j++)
            inverse[j] = inverse[j - 1] / j;
        return inverse;
    }

    private static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new(sum, a - (sum - part) + (b - part));
    }

    // For a first part that is the larger.
    private static DoubleDouble Normal(double high, double low)
    {
        var sum = high + low;
        return new(sum, high - sum + low);
    }
}
