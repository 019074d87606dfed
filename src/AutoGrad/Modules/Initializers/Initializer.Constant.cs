namespace AutoGrad;

public abstract partial record Initializer
{
    /// <summary>All elements 0.</summary>
    public static Initializer Zeros { get; } = Constant(0);

    /// <summary>All elements the same.</summary>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    private sealed record ConstantInitializer(double Value) : Initializer
    {
        protected override void Fill(Span<double> values, Shape shape, RandomStream random) => values.Fill(Value);
    }
}
