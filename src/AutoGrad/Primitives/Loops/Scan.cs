using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Graphs;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// A loop as one operation: (cₜ₊₁, yₜ) = body(cₜ, xₜ) for each part xₜ of a stack. However many steps it has, the record and the program get
    /// one operation for it.
    /// </summary>
    /// <param name="body">From the carry [..c] and a part [..x] to the new carry, of the same shape, and a part of the output [..y].</param>
    /// <param name="carry">The first carry, [..c].</param>
    /// <param name="xs">The parts along the first axis, [length, ..x].</param>
    /// <param name="reverse">Whether the last part comes first; the outputs keep the order of the parts.</param>
    /// <returns>The last carry, [..c], and the outputs, [length, ..y].</returns>
    /// <inheritdoc cref="Scan{T}(Func{Variable{T}[], Variable{T}[], ValueTuple{Variable{T}[], Variable{T}[]}}, ReadOnlySpan{Variable{T}}, ReadOnlySpan{Variable{T}}, int?, bool)" path="/remarks"/>
    /// <exception cref="ShapeException">The stack has no axis, or the body changes the shape of the carry.</exception>
    /// <exception cref="ArgumentException">The body assigns a state.</exception>
    /// <exception cref="TracedValueException">The body reads the value of a variable.</exception>
    public static (Variable<T> Carry, Variable<T> Ys) Scan<T>(
        Func<Variable<T>, Variable<T>, (Variable<T> Carry, Variable<T> Y)> body, Variable<T> carry, Variable<T> xs, bool reverse = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(body);
        var (carries, ys) = Scan<T>(
            (c, x) => body(c[0], x[0]) is var (next, y) ? ([next], [y]) : default, [carry], [xs], null, reverse);
        return (carries[0], ys[0]);
    }

    /// <summary>A loop of any number of carries, stacked inputs and stacked outputs as one operation.</summary>
    /// <param name="body">From the carries and the parts of this step to the new carries, of the same shapes, and the parts of the outputs.</param>
    /// <param name="carries">The first carries.</param>
    /// <param name="xs">The stacked inputs, [length, ..], all of one length; there may be none.</param>
    /// <param name="length">The number of steps, where there are no stacked inputs.</param>
    /// <param name="reverse">Whether the last parts come first; the outputs keep the order of the parts.</param>
    /// <returns>The last carries, and the stacked outputs, [length, ..].</returns>
    /// <remarks>
    /// <para>
    /// The body is traced once, so it runs as a program, and what it does besides operations happens once. Variables and states that it uses from
    /// outside have derivatives like any argument; it may not assign states. Random numbers are drawn anew for each step, as many and in the order
    /// that the steps need them, and kept, so that a step that is computed again has the same.
    /// </para>
    /// <para>
    /// For the derivative the carries before each step are kept, and each step is computed again from them when the cotangents pass it: the memory
    /// is that of the carries, not of all that the steps compute, for about a third more work.
    /// </para>
    /// </remarks>
    /// <exception cref="ShapeException">The stacks differ in length, or the body changes the shape of a carry.</exception>
    /// <exception cref="ArgumentException">There is neither a stack nor a length, or the body gives another number of carries, or assigns a state.</exception>
    /// <exception cref="TracedValueException">The body reads the value of a variable.</exception>
    public static (Variable<T>[] Carries, Variable<T>[] Ys) Scan<T>(
        Func<Variable<T>[], Variable<T>[], (Variable<T>[] Carries, Variable<T>[] Ys)> body, ReadOnlySpan<Variable<T>> carries, ReadOnlySpan<Variable<T>> xs,
        int? length = null, bool reverse = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(body);
        var steps = StepsOf(xs, length);
        var (first, stacks) = (carries.ToArray(), xs.ToArray());
        var (loop, draws, captured) = TraceBody(body, first, stacks, steps, reverse);
        var flat = new ScanPrimitive<T>(loop).Apply([.. first, .. stacks, .. draws, .. captured]);
        return ([.. Enumerable.Range(0, loop.Carries).Select(o => loop.Result(flat, o))],
            [.. Enumerable.Range(loop.Carries, loop.Outputs - loop.Carries).Select(o => loop.Result(flat, o))]);
    }

    private static int StepsOf<T>(ReadOnlySpan<Variable<T>> xs, int? length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var x in xs)
        {
            if (ShapeOf(x).Rank == 0)
                Guard.ThrowShape(nameof(Scan), "needs stacks of at least one axis", $"xs {x.Shape}");
            length ??= x.Shape[0];
            if (x.Shape[0] != length)
                Guard.ThrowShape(nameof(Scan), $"needs stacks of {length} parts", $"xs {string.Join(", ", xs.ToArray().Select(stack => stack.Shape))}");
        }
        Guard.Argument(length is >= 0, nameof(Scan), "needs a stack, or a length of at least 0", $"{length?.ToString() ?? "neither"}", nameof(length));
        return length ?? 0;
    }

    private static (Loop<T> Loop, Variable<T>[] Draws, Variable<T>[] Captured) TraceBody<T>(
        Func<Variable<T>[], Variable<T>[], (Variable<T>[] Carries, Variable<T>[] Ys)> body, Variable<T>[] carries, Variable<T>[] xs, int length, bool reverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Graph<T> graph;
        List<Variable<T>> captured;
        List<RandomPrimitive<T>> draws = [];
        using (var tracer = new Tracer<T>())
        {
            foreach (var carry in carries)
                tracer.Input(ShapeOf(carry));
            foreach (var x in xs)
                tracer.Input(Shape.Create(x.Shape.Lengths[1..]));
            var (next, ys) = body([.. tracer.Inputs.Take(carries.Length)], [.. tracer.Inputs.Skip(carries.Length)]);
            Variable<T>[] outputs = [.. next ?? [], .. ys ?? []];
            RequireBody(tracer, carries, next ?? [], outputs);
            captured = GraphBuilder.Captured(tracer, outputs);
            List<Variable<T>> inputs = [.. tracer.Inputs];
            foreach (ref var node in tracer.Record.Nodes)
            {
                if (node.Primitive is not RandomPrimitive<T> draw)
                    continue;
                draws.Add(draw);
                inputs.Add(node.Output);
            }
            inputs.AddRange(captured);
            graph = GraphBuilder.Build(tracer, outputs, ParameterNames.Numbered("x", inputs.Count), inputs, keepsUpdates: false);
        }
        // A state is read outside, where a tape sees it.
        var outer = captured.Select(x => x is { IsTraced: true, Origin: State<T> state } ? state.Variable : x).ToArray();
        return (LoopCache<T>.Share(new(graph, carries.Length, xs.Length + draws.Count, length, reverse)), StepDraws<T>.Apply(draws, length, reverse), outer);
    }

    private static void RequireBody<T>(Tracer<T> tracer, Variable<T>[] carries, Variable<T>[] next, Variable<T>[] outputs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (next.Length != carries.Length || Array.IndexOf(outputs, null) >= 0)
            throw new ArgumentException($"{nameof(Scan)}: needs a body that gives {carries.Length} carries and no null, got {next.Length} carries.");
        for (var c = 0; c < next.Length; c++)
        {
            if (!next[c].Shape.Equals(carries[c].Shape))
                Guard.ThrowShape(nameof(Scan), $"needs a body that keeps the shape {carries[c].Shape} of carry {c}", $"{next[c].Shape}");
        }
        if (tracer.Assigned.Count > 0)
            throw new ArgumentException($"{nameof(Scan)}: needs a body that assigns no state, got one that assigns {tracer.Assigned[0].Name}. Carry its value, and assign it after the loop.");
        foreach (ref var node in tracer.Record.Nodes)
        {
            if (!node.Primitive.IsPure && node.Primitive is not RandomPrimitive<T>)
                throw new ArgumentException($"{nameof(Scan)}: needs a body without effects other than random draws, got one with {node.Primitive.Name}.");
        }
    }

    private sealed record ScanPrimitive<T>(Loop<T> Loop) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(ScanPrimitive<T>? other) => other is not null && ReferenceEquals(Loop, other.Loop);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Loop);

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            Loop.RequireInputs(x);
            return [Loop.Size];
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Loop.Run(x, y);

        // With c̄ the cotangent of a carry: (c̄ₜ, x̄ₜ, w̄ += ..) = Jₜᵀ (c̄ₜ₊₁, ȳₜ), from the last step to the first.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var reverse = Loop.Reverse;
            var operands = x.ToArray();
            var cotangents = Loop.Cotangents.Of(y, yBar, null, () => new ScanPrimitive<T>(reverse).Apply(
            [
                .. Enumerable.Range(0, Loop.Carries).Select(c => Loop.Result(yBar, c)),
                .. Enumerable.Range(Loop.Carries, reverse.Carries - Loop.Carries).Select(c => Variable.Zeros<T>(reverse.ShapeOfInput(c))),
                .. operands[Loop.Carries..(Loop.Carries + Loop.Stacked)],
                .. Enumerable.Range(0, Loop.Carries).Select(c => Loop.CarriesBefore(y, c)),
                .. Enumerable.Range(Loop.Carries, Loop.Outputs - Loop.Carries).Select(o => Loop.Result(yBar, o)),
                .. Enumerable.Range(0, Loop.Carries).Select(c => Loop.CarriesBefore(yBar, c)),
                .. operands[(Loop.Carries + Loop.Stacked)..],
            ]));
            return reverse.Result(cotangents, input < Loop.Carries ? input
                : input < Loop.Carries + Loop.Stacked ? reverse.Carries + input - Loop.Carries
                : input - Loop.Stacked);
        }

        protected internal override string? WhyNotDifferentiable(int input) => Loop.WhyNotDifferentiable(input);

        internal override bool RunsOnOneThread => true;

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => Loop.Length * Loop.Body.OperationCount();

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("scan", x);

        internal override string WriteCode(CodeOperation operation) => CodeLoop.Write(Loop, operation);
    }
}
