using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Graphs;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>A function whose inner values are not kept for the derivative: y = f(x), computed again from x where they are needed.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="x">Its argument.</param>
    /// <returns>y, the same bits as f(x) gives.</returns>
    /// <remarks>
    /// <para>
    /// It trades time for memory (Griewank and Walther 2000; Chen et al. 2016, "Training deep nets with sublinear memory cost"): of a chain of n such
    /// functions only what is passed on between them is kept.
    /// </para>
    /// <para>
    /// What the function uses from outside, a parameter or a variable of the program, has its derivative as without. Random numbers are drawn once
    /// and kept, so that what is computed again is the same. Where a record is open, the function is traced: it runs once with variables that have a
    /// shape and no value. Its derivatives are summed within it before they meet those from outside, so an input that is used inside and outside,
    /// both, may have a cotangent that is rounded otherwise.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The function gives null, or assigns a state while a record is open.</exception>
    /// <exception cref="TracedValueException">The function reads the value of a variable while a record is open.</exception>
    public static Variable<T> Checkpoint<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Checkpoint<T>(inputs => function(inputs[0]), [x]);
    }

    /// <summary>A function of two variables whose inner values are not kept for the derivative.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="a">Its first argument.</param>
    /// <param name="b">Its second argument.</param>
    /// <inheritdoc cref="Checkpoint{T}(Func{Variable{T}, Variable{T}}, Variable{T})"/>
    public static Variable<T> Checkpoint<T>(Func<Variable<T>, Variable<T>, Variable<T>> function, Variable<T> a, Variable<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Checkpoint<T>(inputs => function(inputs[0], inputs[1]), [a, b]);
    }

    /// <summary>A function of any number of variables whose inner values are not kept for the derivative.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="x">Its arguments.</param>
    /// <inheritdoc cref="Checkpoint{T}(Func{Variable{T}, Variable{T}}, Variable{T})"/>
    public static Variable<T> Checkpoint<T>(Func<Variable<T>[], Variable<T>> function, ReadOnlySpan<Variable<T>> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        foreach (var input in x)
            ArgumentNullException.ThrowIfNull(input, nameof(x));
        // Where nothing is recorded, nothing is kept anyway.
        if (Recorder<T>.Current?.Record is null)
            return function(x.ToArray()) ?? throw new ArgumentException($"{nameof(Checkpoint)}: needs a function that gives a variable, got null.", nameof(function));
        var (body, captured) = Closure.Trace(nameof(Checkpoint), function, x);
        return new CheckpointPrimitive<T>(new(nameof(Checkpoint), body)).Apply([.. x, .. captured]);
    }

    /// <summary>A program as one operation: what it computes on its way is nobody else's, not even that of an equal program.</summary>
    private sealed record CheckpointPrimitive<T>(Recomputation<T> Program) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public bool Equals(CheckpointPrimitive<T>? other) => ReferenceEquals(Program, other?.Program);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Program);

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            Program.Body.RequireInputs(nameof(Checkpoint), x);
            return Program.Shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Program.Evaluate(x, y);

        protected internal override string? WhyNotDifferentiable(int input) => Program.WhyNotDifferentiable(input);

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            PullbackWithin(input, x, y, yBar, null);

        // f is recorded anew from x, and yBar swept back through it: a program of the same operations.
        internal override Variable<T>? PullbackWithin(
            int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar, Variable<T>? support)
        {
            var (program, starts) = support is null ? Program.Reverse : Program.ReverseWithin;
            if (program is null || starts[input] < 0)
                return null;
            var operands = x.ToArray();
            var cotangents = Program.Cotangents.Of(y, yBar, support, () =>
            {
                Variable<T>[] mask = support is null ? [] : [BroadcastTo(support, y.Shape)];
                return new CheckpointPrimitive<T>(program).Apply([.. operands, yBar, .. mask]);
            });
            return Reshape(cotangents[starts[input]..(starts[input] + x[input].Shape.Size)], x[input].Shape);
        }

        protected internal override Variable<T>? Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
        {
            var tangents = xDot.ToArray();
            return Program.Forward(Array.ConvertAll(tangents, tangent => tangent is not null)) is { } program
                ? new CheckpointPrimitive<T>(program).Apply([.. x, .. tangents.OfType<Variable<T>>()])
                : null;
        }

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => Program.Body.OperationCount();

        internal override string WriteCode(CodeOperation operation) =>
            $"{operation.File.MethodFor(Program.Body)}({string.Join(", ", [.. operation.Operands, operation.Result])});";
    }
}
