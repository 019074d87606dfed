namespace AutoGrad.Testing.Tests;

/// <summary>x³ with a derivative that is given, right or wrong.</summary>
internal sealed record CubePrimitive(Func<Variable<double>, Variable<double>> Rule) : UnaryPrimitive<double>
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] * x[i] * x[i];
    }

    protected override Variable<double> Derivative(Variable<double> x, Variable<double> y) => Rule(x);
}

/// <summary>2x, whose pullback is not linear in the cotangent.</summary>
internal sealed record BentPullbackPrimitive : Primitive<double>
{
    protected internal override Shape InferShape(ReadOnlySpan<Variable<double>> x) => x[0].Shape;

    protected internal override void Evaluate(ReadOnlySpan<Variable<double>> x, Span<double> y)
    {
        var values = ValuesOf(x[0]);
        for (var i = 0; i < values.Length; i++)
            y[i] = 2 * values[i];
    }

    protected internal override Variable<double> Pullback(int input, ReadOnlySpan<Variable<double>> x, Variable<double> y, Variable<double> yBar) =>
        2 * Op.Abs(yBar);
}

/// <summary>The product of two variables, with a pushforward that forgets the second.</summary>
internal sealed record ForgetfulProductPrimitive : Primitive<double>
{
    protected internal override Shape InferShape(ReadOnlySpan<Variable<double>> x) => x[0].Shape;

    protected internal override void Evaluate(ReadOnlySpan<Variable<double>> x, Span<double> y)
    {
        var (a, b) = (x[0].ToArray(), x[1].ToArray());
        for (var i = 0; i < a.Length; i++)
            y[i] = a[i] * b[i];
    }

    protected internal override Variable<double> Pullback(int input, ReadOnlySpan<Variable<double>> x, Variable<double> y, Variable<double> yBar) =>
        yBar * x[1 - input];

    protected internal override Variable<double>? Pushforward(
        ReadOnlySpan<Variable<double>> x, Variable<double> y, ReadOnlySpan<Variable<double>?> xDot) => xDot[0] is { } aDot ? aDot * x[1] : null;
}
