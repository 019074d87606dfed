namespace AutoGrad.Testing;

/// <summary>Two numbers that should be the same: a row in the report of a failure.</summary>
/// <param name="Where">What they are of.</param>
/// <param name="Left">The number under test.</param>
/// <param name="Right">What it should be.</param>
/// <param name="Tolerance">How far apart they may be.</param>
internal sealed record Comparison(string Where, double Left, double Right, double Tolerance)
{
    public int? Input { get; init; }

    public IReadOnlyList<int>? Element { get; init; }

    public double Error => Math.Abs(Left - Right);

    /// <summary>How much the error is above the tolerance; what is no number is above all.</summary>
    public double Excess => double.IsFinite(Left) ? Error - Tolerance : double.MaxValue;

    public bool IsWrong => !(Error <= Tolerance);

    /// <summary>Two numbers of one element of an input, or of the output where the input is null.</summary>
    public static Comparison OfElement(int? input, int element, Shape shape, double left, double right, double tolerance)
    {
        var place = input is null ? "output" : $"input {input}";
        return new(shape.Rank == 0 ? place : $"{place}, element {Numbers.Index(element, shape)}", left, right, tolerance)
        {
            Input = input,
            Element = Numbers.Indices(element, shape),
        };
    }
}
