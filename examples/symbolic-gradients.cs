#:project ../src/AutoGrad/AutoGrad.csproj
// Gradients as programs: a two-layer linear network, its derivatives as formulas, and the same numbers by hand, by tape and compiled.
using System.Diagnostics;
using AutoGrad;
using static AutoGrad.Op;

// The network of a first lecture: h = w1·x + b1, g = w2·h + b2, and the loss L = 1/N Σ(y - g)². Traced, the function runs once, with variables
// that have a shape and no value, and what it does becomes a program. Named values keep their names in formulas.
const int Count = 200;
string[] inputs = ["x", "y", "w1", "b1", "w2", "b2"];
string[] weights = ["w1", "b1", "w2", "b2"];
static Variable<double> Loss(Variable<double>[] v)
{
    var (x, y, w1, b1, w2, b2) = (v[0], v[1], v[2], v[3], v[4], v[5]);
    var n = Variable.Scalar((double)Count).Named("N");
    var h = ((w1 * x) + b1).Named("h");
    var g = ((w2 * h) + b2).Named("g");
    return (Sum(Square(y - g)) / n).Named("L");
}

var loss = Graph.Trace<double>(v => [Loss(v)], [[Count], [Count], [], [], [], []], inputs);
Console.WriteLine("The loss as a program, a line a value:\n");
Console.WriteLine(loss);
Console.WriteLine("and as formulas:\n");
Console.WriteLine(loss.Simplify(RewriteKinds.All).ToFormulas());

// Its gradient is a program of the same operations. As the rules of differentiation make it, and as one writes it:
var gradient = loss.Gradient(weights);
Console.WriteLine("Its gradients, as the chain rule gives them:\n");
Console.WriteLine(gradient.ToFormulas());
Console.WriteLine("simplified:\n");
Console.WriteLine(gradient.Simplify(RewriteKinds.All).ToFormulas());
Console.WriteLine("how that came about:\n");
Console.WriteLine(gradient.Explain(RewriteKinds.All));
Console.WriteLine("and for a paper:\n");
Console.WriteLine(gradient.Simplify(RewriteKinds.All).ToLatex());

// The same numbers three times. By hand:
var random = new RandomStream(seed: 1);
var x = Normal<double>([Count], random);
var y = (2 * x) - 1 + (0.1 * Normal<double>([Count], random));
double[] w = [0.5, 0.1, -0.3, 0.2];
var (byHand, xs, ys) = (new double[4], x.ToArray(), y.ToArray());
for (var i = 0; i < Count; i++)
{
    var h = (w[0] * xs[i]) + w[1];
    var e = -2.0 / Count * (ys[i] - ((w[2] * h) + w[3]));
    byHand[0] += e * w[2] * xs[i];
    byHand[1] += e * w[2];
    byHand[2] += e * h;
    byHand[3] += e;
}

// by a tape, which differentiates what was computed;
Variable<double>[] arguments = [x, y, .. w.Select(Variable.Scalar)];
using var tape = new Tape<double>();
var byTape = tape.Gradient(Loss(arguments), arguments.AsSpan()[2..]);

// and compiled: one program without a tape, which allocates nothing when it runs again.
var compiled = gradient.Compile();
var byProgram = compiled.InvokeAll(arguments);

Console.WriteLine($"\n{"",4}{"by hand",22}{"by tape",22}{"compiled",22}");
for (var i = 0; i < 4; i++)
    Console.WriteLine($"{weights[i],4}{byHand[i],22:G15}{byTape[i].Scalar,22:G15}{byProgram[i].Scalar,22:G15}");

// A whole training step compiles as well: forward, gradients, and the new values of the parameters.
Parameter<double>[] parameters = [.. weights.Select((name, i) => new Parameter<double>(w[i], name))];
var optimizer = new Sgd<double>(parameters, learningRate: 0.05);
var step = Graph.Compile<double>((x, y) =>
{
    var value = Loss([x, y, .. parameters.Select(p => p.Variable)]);
    optimizer.Minimize(value);
    return value;
});
var steps = args.Contains("--quick") ? 300 : 3000;
var clock = Stopwatch.StartNew();
var last = 0.0;
for (var i = 0; i < steps; i++)
    last = step.Invoke(x, y).Scalar;
Console.WriteLine($"\n{steps} compiled steps in {clock.Elapsed.TotalMilliseconds:F0} ms: loss {last:F5}, slope w1·w2 = {parameters[0].Value[0] * parameters[2].Value[0]:F3} (the data's: 2)");

// What a program costs is known before it runs, line by line of this file.
Console.WriteLine($"\n{gradient.Cost()}");

// And it can leave: a C# file that needs System.Numerics.Tensors alone.
var file = Path.Combine(Path.GetTempPath(), "LossGradient.cs");
File.WriteAllText(file, gradient.Simplify(RewriteKinds.All).ToCSharp("LossGradient"));
Console.WriteLine($"{file}:\n{string.Join('\n', File.ReadLines(file).Skip(4).Take(14))}\n    ...");
