using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoGrad.Tests.CornerCases;

/// <summary>What our operation gives for a case, and where that is something else.</summary>
internal static class CornerRun
{
    private const double DoubleTolerance = 1e-12;

    private const double SingleRounding = 1 / 8388608.0;

    private const int WrongShape = -1;

    /// <summary>For each output the places of the elements that differ; a wrong shape differs at -1, an error or none at no place.</summary>
    public static Dictionary<string, int[]> DifferencesOf(CornerCase of)
    {
        try
        {
            var (actual, alternative) = Outputs(of);
            if (of.Cotangent is null)
                return new() { [CornerDifferences.Error] = [] };
            return actual.Keys.ToDictionary(name => name, name => Places(of, name, actual[name], alternative[name]))
                .Where(pair => pair.Value.Length > 0).ToDictionary();
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException or InvalidOperationException)
        {
            return of.Cotangent is null ? [] : new() { [CornerDifferences.Error] = [] };
        }
    }

    /// <summary>The elements that differ, with the inputs they come from where the operation is elementwise.</summary>
    public static string Describe(CornerCase of, Dictionary<string, int[]> differences)
    {
        var text = new StringBuilder(of.Id).AppendLine(": differs elsewhere than is said.");
        foreach (var (name, places) in differences)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name} differs at ({string.Join(", ", places)})").AppendLine();
            if (name == CornerDifferences.Error)
                continue;
            var (expected, actual) = (of.Expected[name], Outputs(of).Actual[name]);
            foreach (var i in places.Where(place => place != WrongShape))
            {
                var inputs = of.Inputs.Where(input => input.Values.Length == actual.Values.Length).Select(input => input.Values[i]);
                text.Append(CultureInfo.InvariantCulture, $"    at ({string.Join(", ", inputs)}) expected {expected.Values[i]:R}, got {actual.Values[i]:R}").AppendLine();
            }
        }
        return text.ToString();
    }

    // In float the figures have errors of their own: what double gives for the same input is right as well.
    private static (Dictionary<string, Figures> Actual, Dictionary<string, Figures> Alternative) Outputs(CornerCase of)
    {
        var twice = Outputs(of, CornerFunctions<double>.Of(of));
        return (of.IsSingle ? Outputs(of, CornerFunctions<float>.Of(of)) : twice, twice);
    }

    private static Dictionary<string, Figures> Outputs<T>(CornerCase of, Func<Variable<T>[], Variable<T>> function)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = new Tape<T>();
        var x = Array.ConvertAll(of.Inputs, input => Op.Identity(input.As<T>()));
        var y = function(x);
        var outputs = new Dictionary<string, Figures> { [CornerCase.Value] = Figures.Of(y) };
        if (of.Cotangent is not { } cotangent || !y.Shape.Equals(cotangent.Shape))
            return outputs;
        foreach (var input in of.Differentiated)
        {
            var gradient = tape.Vjp(y, cotangent.As<T>(), x[input]);
            outputs[CornerCase.Gradient(input)] = Figures.Of(gradient);
            if (of.Expected.ContainsKey(CornerCase.Second(input)))
                outputs[CornerCase.Second(input)] = Figures.Of(tape.Gradient(Op.Sum(gradient), x[input]));
        }
        return outputs;
    }

    private static int[] Places(CornerCase of, string name, Figures actual, Figures alternative)
    {
        var expected = of.Expected[name];
        if (!actual.Shape.Equals(expected.Shape))
            return [WrongShape];
        var terms = of.Inputs[0].Values.Length / Math.Max(actual.Values.Length, 1);
        return [.. Enumerable.Range(0, actual.Values.Length).Where(i => of.IsSingle
            ? !IsCloseInSingle(actual.Values[i], expected.Values[i], terms) && !IsCloseInSingle(actual.Values[i], alternative.Values[i], terms)
            : !IsClose(actual.Values[i], expected.Values[i], of.Scale) && !IsPrecise(of, name, i, actual.Values[i]))];
    }

    private static bool IsPrecise(CornerCase of, string name, int i, double actual) =>
        of.Precise.TryGetValue(name, out var precise) && double.IsFinite(precise.Values[i]) && IsClose(actual, precise.Values[i], 0);

    // The roundings of a sum go either way.
    private static bool IsCloseInSingle(double actual, double expected, int terms) =>
        IsWithin(actual, (float)expected, Math.Max((16 + Math.Sqrt(terms)) * SingleRounding * Math.Abs(expected), 8 * float.Epsilon));

    private static bool IsClose(double actual, double expected, double scale) =>
        IsWithin(actual, expected, DoubleTolerance * Math.Max(Math.Abs(expected), scale));

    private static bool IsWithin(double actual, double expected, double tolerance) =>
        double.IsFinite(actual) && double.IsFinite(expected) ? Math.Abs(actual - expected) <= tolerance : actual.Equals(expected);
}
