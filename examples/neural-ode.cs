#:project ../src/AutoGrad/AutoGrad.csproj
#:project ../src/AutoGrad.Notebook/AutoGrad.Notebook.csproj
#:project ../src/AutoGrad.Testing/AutoGrad.Testing.csproj
// A network learns the law of motion of a pendulum from points on its path. Writes neural-ode.html.
//   dotnet run examples/neural-ode.cs [-- --quick]
using AutoGrad;
using AutoGrad.Notebook;
using AutoGrad.Testing;
using static AutoGrad.Loss;
using static AutoGrad.Op;

var quick = args.Contains("--quick");
using var page = new Page("A network inside a differential equation");

page.Text("""
    A *neural ODE* (Chen et al., 2018) does not predict where things are, but how they move: *dx/dt* = *f*(*x*), where *f* is a network. A solver makes paths
    of it, the loss compares the paths with what was seen, and its gradient goes back through the solver. The classical solver, by Runge and Kutta, takes
    four slopes for a step. `Scan` is the loop, and it is one operation with a derivative of its own, however many steps there are:
    """);
page.Code();
static Variable<double> Step(Func<Variable<double>, Variable<double>> f, Variable<double> x, double h)
{
    var k1 = f(x);
    var k2 = f(x + (h / 2 * k1));
    var k3 = f(x + (h / 2 * k2));
    var k4 = f(x + (h * k3));
    return x + (h / 6 * (k1 + (2 * k2) + (2 * k3) + k4));
}
static Variable<double> Path(Func<Variable<double>, Variable<double>> f, Variable<double> start, double h, int steps) =>
    Scan<double>((x, _) => Step(f, x[0], h) is var next ? ([next], [next]) : default, [start], [], steps).Ys[0];

page.Text("""
    On *d*(*p*, *q*)/*dt* = (*q*, -*p*) the answer is known: after 2π every path is back where it began. The method is of the fourth order, so that half the
    step should leave 1/16 of the error:
    """);
page.Code();
Variable<double> turn = new double[,] { { 0, -1 }, { 1, 0 } }, begin = new double[,] { { 1, 0 } };
var errors = new[] { 25, 50, 100, 200 }.Select(steps =>
    Norm(Path(x => MatMul(x, turn), begin, 2 * Math.PI / steps, steps)[^1] - begin).Scalar).ToList();
page.Table(["steps of a turn", "error", "error before / error"], errors.Select((error, i) => (25 << i, error, i == 0 ? "" : $"{errors[i - 1] / error:F4}")));

page.Text("""
    ## What is to be learned

    A pendulum with friction: the angle θ and its velocity ω obey *d*θ/*dt* = ω, *d*ω/*dt* = -sin θ - 0.2 ω. It is seen 40 times a path, every 0.2 s, on 12
    paths, each time with an error of 0.01 in both. The network has one hidden layer, and predicts from each point the next eight, over 1.6 s.
    """);
page.Code();
const double Interval = 0.2;
Variable<double> Pendulum(Variable<double> x) => Concatenate([x[.., 1..], -Sin(x[.., ..1]) - (0.2 * x[.., 1..])], axis: 1);
var random = new RandomStream(seed: 1);
var starts = Uniform<double>([32, 2], random, -1, 1) * Variable.Vector(2.0, 1.0);
var seen = Path(Pendulum, starts[20..], Interval, 40) + (0.01 * Normal<double>([40, 12, 2], random));
const int Ahead = 8;
static Variable<double> Field(Variable<double> x, Variable<double>[] w) => MatMul(Tanh(MatMul(x, w[0]) + w[1]), w[2]) + w[3];
Parameter<double>[] weights =
[
    new(Initializer.XavierUniform.Create<double>([2, 32], random), "w1"), new(Variable.Zeros<double>([32]), "b1"),
    new(Initializer.XavierUniform.Create<double>([32, 2], random), "w2"), new(Variable.Zeros<double>([2]), "b2"),
];
Variable<double> Learned(Variable<double> x) => Field(x, [.. weights.Select(w => w.Variable)]);
var from = Reshape(seen[..^Ahead], -1, 2);
var ahead = Stack<double>([.. Enumerable.Range(1, Ahead).Select(k => Reshape(Slice(seen, 0, k..(40 - Ahead + k)), -1, 2))]);

page.Text("""
    ## Is the gradient right?

    Before any training, the check compares reverse mode with forward mode, and both with difference quotients, to second order, in the starting points and
    in all weights. And as a check that cannot fail is worth nothing, it is shown a path whose slopes hide their gradients:
    """);
page.Code();
Variable<double>[] point = [from[..3], .. weights.Select(w => w.Variable)];
Variable<double> Right(Variable<double>[] v) =>
    Path(x => Field(x, v[1..]), v[0], Interval, 5);
Variable<double> Wrong(Variable<double>[] v) =>
    Path(x => StopGradient(Field(x, v[1..])), v[0], Interval, 5);
string Verdict(Func<Variable<double>[], Variable<double>> path)
{
    try
    {
        GradientCheck.Verify(path, point);
        return "no objection";
    }
    catch (GradientCheckException exception)
    {
        return exception.Message.Split('\n')[0];
    }
}
page.Print($"right: {Verdict(Right)}\nwrong: {Verdict(Wrong)}");

page.Text("## Learning");
page.Code();
var optimizer = new Adam<double>(weights);
var step = Graph.Compile<double>((start, next) =>
{
    var rows = Permutation<double>(start.Shape[0], random)[..96];
    var path = Path(Learned, Take(start, rows, 0), Interval, Ahead);
    var loss = MeanSquaredError(path, Take(next, rows, 1));
    optimizer.Minimize(loss);
    return loss;
});
var (steps, losses) = (quick ? 2000 : 20000, new List<double>());
for (var i = 0; i < steps; i++)
{
    optimizer.SetLearningRate(0.01 + (0.01 * Math.Cos(Math.PI * i / steps)));
    losses.Add(step.Invoke(from, ahead).Scalar);
}
double Loss(Func<Variable<double>, Variable<double>> f) =>
    MeanSquaredError(Path(f, from, Interval, Ahead), ahead).Scalar;
var least = Loss(Pendulum);
page.Print($"loss of the network       {Loss(Learned):E3}\nloss of the law of motion {least:E3}");

page.Text("""
    Even the pendulum's own law cannot foresee the errors of what was seen. What the network knows shows on new paths, five times as long as it was asked for.
    A *linear* law, the best matrix for the same points, is there to compare:
    """);
page.Code();
var linear = Lstsq(from, ahead[0]);
var unseen = starts[..20];
var truth = Path(Pendulum, unseen, Interval, Ahead * 5);
var learned = Path(Learned, unseen, Interval, Ahead * 5);
var straight = Scan<double>((x, _) => MatMul(x[0], linear) is var next ? ([next], [next]) : default, [unseen], [], Ahead * 5).Ys[0];
double Error(Variable<double> path) => Math.Sqrt(MeanSquaredError(path, truth).Scalar);
page.Table(["law", "error on new paths"], new[]
    { ("nothing moves", Error(BroadcastTo(unseen, truth.Shape))), ("linear", Error(straight)), ("neural ODE", Error(learned)) });

Chart Phase(string title, Func<Variable<double>, Variable<double>> f) =>
    Enumerable.Range(0, 5).Select(k => Path(f, starts[k..(k + 1)], 0.05, 320)).Aggregate(new Chart(title).X("angle θ", range: (-2, 2)).Y("velocity ω", range: (-2, 2)),
        (chart, path) => chart.Line(path[.., 0, 0].ToArray(), path[.., 0, 1].ToArray()));
var times = Enumerable.Range(1, Ahead * 5).Select(i => i * Interval).ToArray();
page.Show(Phase("The pendulum", Pendulum), Phase("What was learned", Learned),
    new Chart("A new path").Line(times, truth[.., 0, 0].ToArray(), "pendulum").Points(times, learned[.., 0, 0].ToArray(), "neural ODE").X("time", "s").Y("angle θ"),
    new Chart("The loss").Line(losses).Level(least, "the law's own").X("step").Y("loss", logarithmic: true));

page.Text("""
    ## The law in the network

    At rest, the Jacobian of the pendulum's law is [[0, 1], [-1, -0.2]]. Its eigenvalues say how small swings go: with a period of 2π/√(1 - 0.1²) = 6.315 s,
    and shrinking by *e* in 10 s, a damping of 0.1 per s. The network was told nothing of this, but it can be asked:
    """);
page.Code();
var rest = Variable.Zeros<double>([1, 2]);
var jacobian = Reshape(Differentiate.Jacobian(Learned, rest), 2, 2);
var damping = -Trace(jacobian).Scalar / 2;
var frequency = Math.Sqrt(Determinant(jacobian).Scalar - (damping * damping));
page.Print($"Jacobian at rest:\n{jacobian}");
page.Print($"period {2 * Math.PI / frequency:F3} s, damping {damping:F4} per s");
page.Text("**To try:** 3 paths in the place of 12; paths that begin with a velocity of 3, and go over the top; Euler's method, whose error the network learns to make good.");
page.Program();
