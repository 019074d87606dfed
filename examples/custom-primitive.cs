#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Testing/AutoGrad.Testing.csproj
// An operation of one's own: written once, caught when its derivative is wrong, and then like any other. (--quick changes nothing: it is quick.)
using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad;
using AutoGrad.Testing;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

// The operation is ln cosh x, a loss that is x²/2 near 0 and |x| far out. Its derivative is tanh x; the first try has a sign wrong.
Variable<double> x = new[] { -1.5, 0.25, 2.0 };
Console.WriteLine($"ln cosh of {x}:  {MyOp.LogCoshWrong(x)}\n");
try
{
    GradientCheck.Verify(MyOp.LogCoshWrong, x, new() { Name = "LogCosh, first try" });
}
catch (GradientCheckException exception)
{
    Console.WriteLine($"{exception.Message}\n");
}

// The second try passes: both modes against difference quotients and against each other, and the derivative of the derivative.
GradientCheck.Verify(MyOp.LogCosh, x, new() { Name = "LogCosh, second try" });
Console.WriteLine("LogCosh, second try: passes.\n");

// It is an operation like any other: in reverse and in forward mode, differentiated twice, and in the listing of a tape.
Console.WriteLine($"gradient             {Gradient(x => Sum(MyOp.LogCosh(x)), x)}");
Console.WriteLine($"J·x                  {Jvp(MyOp.LogCosh, x, x).Product}");
Console.WriteLine($"second derivative    {Gradient(x => Sum(Gradient(x => Sum(MyOp.LogCosh(x)), x)), x)}\n");
using (var tape = new Tape<double>())
{
    tape.Gradient(Sum(MyOp.LogCosh(3 * x)), x);
    Console.WriteLine(tape);
}

// Where a type is too much, a rule in lambdas does: the sign of x, with the derivative of tanh x in its place.
Variable<double> SoftSign(Variable<double> x) => Custom(x, v => Sign(v), (x, _, yBar) => yBar * (1 - Square(Tanh(x))), "softSign");
Console.WriteLine($"sign of x, and its gradient by the rule:  {SoftSign(x)}  {Gradient(x => Sum(SoftSign(x)), x)}");

internal static class MyOp
{
    public static Variable<T> LogCosh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LogCoshPrimitive<T>(+1).Apply(x);

    public static Variable<T> LogCoshWrong<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LogCoshPrimitive<T>(-1).Apply(x);

    // A record: its static arguments make two equal operations compare equal.
    private sealed record LogCoshPrimitive<T>(int SignOfDerivative) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Cosh(x, y);
            TensorPrimitives.Log<T>(y, y);
        }

        // d ln cosh(x)/dx = sinh(x)/cosh(x), written in variables, so that it has derivatives of its own.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => SignOfDerivative * Tanh(x);

        protected override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("ln cosh", @"\ln\cosh", "", x);
    }
}
