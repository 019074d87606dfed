using System.Collections.Concurrent;
using System.Numerics;
using AutoGrad.Graphs.Printing;
using AutoGrad.Recording;

namespace AutoGrad.Graphs;

/// <summary>
/// The body of a loop as a program, from carries, the parts of stacked inputs and captured variables to new carries and parts of stacked
/// outputs; and how the results of the whole loop lie in one flat value: final carries, stacked outputs, and the carries before each step.
/// </summary>
internal sealed class Loop<T> : IWrittenByParts where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConcurrentBag<LoopRun<T>> _runs = [];
    private readonly Lazy<Loop<T>> _reverse;
    private readonly string?[] _blocked;

    public Loop(Graph<T> body, int carries, int stacked, int length, bool isReversed)
    {
        (Body, Carries, Stacked, Length, IsReversed) = (body, carries, stacked, length, isReversed);
        RequireBody();
        SizeOfCarries = Enumerable.Range(0, Carries).Sum(c => ShapeOfInput(c).Size);
        SizeOfResults = SizeOfCarries + checked(Length * Enumerable.Range(Carries, Outputs - Carries).Sum(o => ShapeOfOutput(o).Size));
        _blocked = new string?[Inputs];
        _reverse = new(MakeReverse);
    }

    public Graph<T> Body { get; }

    /// <summary>How many of the body's inputs, the first ones, and of its outputs are carried on.</summary>
    public int Carries { get; }

    /// <summary>How many of the body's inputs, after the carries, are parts of stacked ones; what follows is captured.</summary>
    public int Stacked { get; }

    public int Length { get; }

    /// <summary>Whether the last parts come first.</summary>
    public bool IsReversed { get; }

    /// <summary>The cotangents of the inputs, which come from one loop.</summary>
    public SharedCotangents<T> Cotangents { get; } = new();

    /// <summary>Whether it does, and tells of itself, the same as another.</summary>
    public bool IsTheSameAs(Loop<T> other) =>
        (Carries, Stacked, Length, IsReversed) == (other.Carries, other.Stacked, other.Length, other.IsReversed) && Body.IsTheSameAs(other.Body);

    /// <summary>Checks the operands of the loop: first carries, stacks, and what is captured.</summary>
    public void RequireInputs(ReadOnlySpan<Variable<T>> x)
    {
        var fits = x.Length == Inputs;
        for (var i = 0; fits && i < Inputs; i++)
            fits = x[i].Shape.Equals(ShapeOfOperand(i));
        if (!fits)
        {
            Guard.ThrowShape(nameof(Op.Scan), $"needs {string.Join(", ", Enumerable.Range(0, Inputs).Select(ShapeOfOperand))}",
                string.Join(", ", x.ToArray().Select(operand => operand.Shape)));
        }
    }

    private Shape ShapeOfOperand(int i) =>
        i >= Carries && i < Carries + Stacked ? Shape.Create([Length, .. ShapeOfInput(i).Lengths]) : ShapeOfInput(i);

    private void RequireBody()
    {
        var fits = Length >= 0 && Carries >= 0 && Stacked >= 0 && Carries + Stacked <= Inputs && Carries <= Outputs && Body.Updates.Count == 0 && !Body.States.Any();
        for (var c = 0; fits && c < Carries; c++)
            fits = ShapeOfInput(c).Equals(ShapeOfOutput(c));
        if (!fits)
        {
            Guard.ThrowShape(nameof(Op.Scan), "needs a body without states, with an output for each carry, of its shape",
                $"{Carries} carries and {Stacked} stacks of {Length} in a body of {Inputs} inputs and {Outputs} outputs");
        }
    }

    /// <summary>Why the results have no derivative in an input; null where they have one, or do not depend on it.</summary>
    public string? WhyNotDifferentiable(int input)
    {
        _ = Reverse;
        return _blocked[input];
    }

    /// <summary>The loop of the cotangents, which runs the other way.</summary>
    public Loop<T> Reverse => _reverse.Value;

    public Shape ShapeOfInput(int input) => Body.Nodes[Body.Inputs[input]].Shape;

    public Shape ShapeOfOutput(int output) => Body.Nodes[Body.Outputs[output]].Shape;

    public int Inputs => Body.Inputs.Count;

    public int Outputs => Body.Outputs.Count;

    /// <summary>The elements of the flat result.</summary>
    public int Size => checked(SizeOfResults + (Length * SizeOfCarries));

    /// <summary>The elements of the final carries, with which the flat result begins.</summary>
    public int SizeOfCarries { get; }

    /// <summary>The elements of the final carries and the stacked outputs; the carries before each step follow.</summary>
    public int SizeOfResults { get; }

    /// <summary>A final carry or stacked output out of the flat result.</summary>
    public Variable<T> Result(Variable<T> flat, int output)
    {
        var start = 0;
        for (var o = 0; o < output; o++)
            start += ShapeOfOutput(o).Size * (o < Carries ? 1 : Length);
        var shape = output < Carries ? ShapeOfOutput(output) : Shape.Create([Length, .. ShapeOfOutput(output).Lengths]);
        return Op.Reshape(flat[start..(start + shape.Size)], shape);
    }

    /// <summary>The values that a carry had before each step, [length, ..], out of the flat result.</summary>
    public Variable<T> CarriesBefore(Variable<T> flat, int carry)
    {
        var start = SizeOfResults;
        for (var c = 0; c < carry; c++)
            start += ShapeOfInput(c).Size * Length;
        var shape = Shape.Create([Length, .. ShapeOfInput(carry).Lengths]);
        return Op.Reshape(flat[start..(start + shape.Size)], shape);
    }

    /// <summary>Runs all steps.</summary>
    public void Run(ReadOnlySpan<Variable<T>> x, Span<T> flat)
    {
        if (!_runs.TryTake(out var run))
            run = new(this);
        try
        {
            run.Run(x, flat);
        }
        finally
        {
            _runs.Add(run);
        }
    }

    // Carries: the cotangents of the carries, then the sums of those of what is captured. Stacked: the inputs and the carries before each step,
    // from which the step is computed again, and the cotangents of the outputs and of those carries.
    private Loop<T> MakeReverse()
    {
        var captured = Inputs - Carries - Stacked;
        Shape[] carries = [.. Range(0, Carries).Select(ShapeOfInput), .. Range(Carries + Stacked, captured).Select(ShapeOfInput)];
        Shape[] stacked =
        [
            .. Range(Carries, Stacked).Select(ShapeOfInput), .. Range(0, Carries).Select(ShapeOfInput),
            .. Range(Carries, Outputs - Carries).Select(ShapeOfOutput), .. Range(0, Carries).Select(ShapeOfInput),
        ];
        Shape[] shapes = [.. carries, .. stacked, .. Range(Carries + Stacked, captured).Select(ShapeOfInput)];
        var body = Graph.Trace<T>(
            v =>
            {
                var (carryBars, sums, rest) = (v[..Carries], v[Carries..carries.Length], v[carries.Length..]);
                var (parts, before) = (rest[..Stacked], rest[Stacked..(Stacked + Carries)]);
                var outputBars = rest[(Stacked + Carries)..(Stacked + Outputs)];
                var beforeBars = rest[(Stacked + Outputs)..stacked.Length];
                Variable<T>[] inputs = [.. before.Select(Op.Identity), .. parts.Select(Op.Identity), .. v[^captured..].Select(Op.Identity)];
                var values = Body.Replay(inputs);
                var record = Recorder<T>.Current!.Record!;
                var reached = new bool[Inputs];
                Variable<T>?[] bars = [.. beforeBars, .. new Variable<T>?[Inputs - Carries]];
                for (var o = 0; o < Outputs; o++)
                {
                    var yBar = o < Carries ? carryBars[o] : outputBars[o - Carries];
                    var xBars = new ReverseSweep<T>(nameof(Op.Scan), record, values[Body.Outputs[o]], inputs).Run(yBar);
                    for (var i = 0; i < bars.Length; i++)
                    {
                        reached[i] |= xBars[i] is not null;
                        if (!reached[i])
                            _blocked[i] ??= WhyNoDerivative(record, values[Body.Outputs[o]], inputs[i]);
                        bars[i] = bars[i] is { } sum && xBars[i] is { } term ? sum + term : bars[i] ?? xBars[i];
                    }
                }
                Variable<T> Bar(int i) => bars[i] ?? Variable.Zeros<T>(ShapeOfInput(i));
                for (var i = 0; i < reached.Length; i++)
                    _blocked[i] = reached[i] ? null : _blocked[i];
                return [
                    .. Range(0, Carries).Select(Bar), .. sums.Select((sum, i) => bars[Carries + Stacked + i] is { } term ? sum + term : sum),
                    .. Range(Carries, Stacked).Select(Bar),
                ];
            },
            shapes);
        return new(body, carries.Length, stacked.Length, Length, !IsReversed);
    }

    private static string? WhyNoDerivative(Record<T> record, Variable<T> y, Variable<T> x)
    {
        try
        {
            Dependency<T>.RequireDerivative(nameof(Op.Scan), record, y, x);
            return null;
        }
        catch (NotDifferentiableException)
        {
            return "has a body that depends on it only through operations without derivatives";
        }
    }

    private static IEnumerable<int> Range(int start, int count) => Enumerable.Range(start, count);
}
