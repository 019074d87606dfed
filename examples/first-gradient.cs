#:project ../src/AutoGrad/AutoGrad.csproj
// Derivatives in a minute: gradients, a Jacobian, a Hessian, and a loss of one's own.
using AutoGrad;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

// A function of a variable is a C# function. Its gradient at a point is one call.
Variable<double> x = new[] { 1.0, 2.0, 3.0 };
Console.WriteLine($"∇ Σ x³ at {x}:  {Gradient(x => Sum(x * x * x), x)}   (by hand: 3x²)");

// A vector-valued function has a Jacobian, a row for each output.
Console.WriteLine($"\n∂ softmax(x)/∂x:\n{Jacobian(x => Softmax(x), x)}");

// A gradient is a function like any other, so second derivatives need nothing new.
static Variable<double> Rosenbrock(Variable<double> a, Variable<double> b) => Square(1 - a) + (100 * Square(b - Square(a)));
var one = Variable.Scalar(1.0);
var ((aa, ab), (_, bb)) = Hessian(Rosenbrock, one, one);
Console.WriteLine($"\nHessian of Rosenbrock's function at (1, 1):  [[{aa}, {ab}], [{ab}, {bb}]]   (by hand: [[802, -400], [-400, 200]])");
Console.WriteLine($"sin''' at 2:  {Gradient(x => Gradient(y => Gradient(Sin, y), x), 2 * one)}   (by hand: -cos 2 = {-Math.Cos(2):G6})");

// A loss of one's own: a line through points, one of them far off, by a loss that grows as |e| does.
Variable<double> inputs = new[] { 0.0, 1.0, 2.0, 3.0, 4.0 };
Variable<double> targets = new[] { 1.0, 3.0, 5.0, 70.0, 9.0 };
Variable<double> Loss(Variable<double> slope, Variable<double> offset)
{
    var error = (slope * inputs) + offset - targets;
    return Mean(Sqrt(1 + Square(error)) - 1);
}

Variable<double> slope = 0.0, offset = 0.0;
for (var step = 1; step <= 1500; step++)
{
    var (loss, (slopeGradient, offsetGradient)) = ValueAndGradient(Loss, slope, offset);
    (slope, offset) = (slope - (0.05 * slopeGradient), offset - (0.05 * offsetGradient));
    if (step % 500 == 0)
        Console.WriteLine($"step {step}: loss {loss}, line y = {slope}·x + {offset}");
}
