using System.Globalization;
using System.Numerics;
using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Kernels;

/// <summary>The error of the elementary functions, in units of the last place, at points computed to 750 digits by elementary_reference.py.</summary>
public class ElementaryAccuracyTests
{
    private const double Allowed = 4;

    private static readonly Lazy<ILookup<string, double[]>> Points = new(Read);

    public static TheoryData<string> Functions =>
    [
        "Asin", "Acos", "Atan", "Tan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt", "Exp2", "ExpM1", "Log2", "Log10", "Log1p",
        "Atan2", "Hypot", "Pow",
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_IsRight_To4Ulp(string name) => Check<double>(name);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Float_IsRight_To4Ulp(string name) => Check<float>(name);

    // The same element, in each place of a register and in a rest that fills none.
    [Theory]
    [MemberData(nameof(Functions))]
    public void AnElement_HasTheSameBits_WhereverItStands(string name)
    {
        SameBits<double>(name);
        SameBits<float>(name);
    }

    private static void Check<T>(string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Only the arguments that T holds, and the values that it holds with all digits.
        var points = Points.Value[name].Where(point => point[..^2].All(x => double.CreateChecked(T.CreateTruncating(x)) == x) && IsNormal<T>(point[^2])).ToArray();
        Expect.True(points.Length >= 20, $"{points.Length} points of {name} are in {typeof(T).Name}.");
        var y = Apply<T>(name, points);
        var (worst, where) = (0.0, "");
        for (var i = 0; i < points.Length; i++)
        {
            var error = Math.Abs(y[i] - points[i][^2] - points[i][^1]) / UnitOf<T>(points[i][^2]);
            if (!(error <= worst))
                (worst, where) = (error, $"{name} ({typeof(T).Name}) of {string.Join(", ", points[i][..^2].Select(Numbers.Print))} is {Numbers.Print(y[i])}: {error} ulp off");
        }
        Assert.True(worst <= Allowed, where);
    }

    private static void SameBits<T>(string name) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var points = Points.Value[name].Take(41).ToArray();
        var whole = Apply<T>(name, points);
        for (var start = 0; start < points.Length; start += 3)
            Assert.Equal(whole[start..], Apply<T>(name, points[start..]));
        Assert.Equal(whole, Array.ConvertAll(points, point => Apply<T>(name, [point])[0]));
    }

    private static double[] Apply<T>(string name, double[][] points) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Numbers.ToVariable<T>([.. points.Select(point => point[0])], [points.Length]);
        var second = Numbers.ToVariable<T>([.. points.Select(point => point.Length > 3 ? point[1] : 0)], [points.Length]);
        return Numbers.Of(name switch
        {
            "Asin" => Asin(x),
            "Acos" => Acos(x),
            "Atan" => Atan(x),
            "Tan" => Tan(x),
            "Sinh" => Sinh(x),
            "Cosh" => Cosh(x),
            "Tanh" => Tanh(x),
            "Asinh" => Asinh(x),
            "Acosh" => Acosh(x),
            "Atanh" => Atanh(x),
            "Cbrt" => Cbrt(x),
            "Exp2" => Exp2(x),
            "ExpM1" => ExpM1(x),
            "Log2" => Log2(x),
            "Log10" => Log10(x),
            "Log1p" => Log1p(x),
            "Atan2" => Atan2(x, second),
            "Hypot" => Hypot(x, second),
            _ => Pow(x, second),
        });
    }

    private static bool IsNormal<T>(double y) where T : unmanaged, IFloatingPointIeee754<T> => y != 0 && T.IsNormal(T.CreateTruncating(y));

    private static double UnitOf<T>(double y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.ScaleB(1, Math.ILogB(y)) * double.CreateChecked(T.BitIncrement(T.One) - T.One);

    private static ILookup<string, double[]> Read()
    {
        using var stream = typeof(ElementaryAccuracyTests).Assembly.GetManifestResourceStream("elementary_reference.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(',')).ToLookup(
            fields => fields[0], fields => Array.ConvertAll(fields[1..], field => double.Parse(field, CultureInfo.InvariantCulture)));
    }
}
