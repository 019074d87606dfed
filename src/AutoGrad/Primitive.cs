using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// One atomic differentiable operation: its shape rule, its kernel call and its derivative, in one place. Static arguments (axes, a stride)
/// are properties of the record, so that two equal operations compare equal. The derivative is written in variables, so that it can be
/// differentiated again. Most operations derive from a kind that fills in a part: <see cref="UnaryPrimitive{T}"/>,
/// <see cref="BinaryPrimitive{T}"/>, <see cref="LinearPrimitive{T}"/>, <see cref="ReductionPrimitive{T}"/>.
/// </summary>
public abstract record Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The name in messages: that of the type, without its ending.</summary>
    public virtual string Name
    {
        get
        {
            var name = GetType().Name;
            var end = name.IndexOf(nameof(Primitive<>), StringComparison.Ordinal);
            return end > 0 ? name[..end] : name;
        }
    }

    /// <summary>Applies the operation: checks shapes, and computes and records as the current recorder says.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Variable<T> Apply(params ReadOnlySpan<Variable<T>> inputs)
    {
        foreach (var x in inputs)
            ArgumentNullException.ThrowIfNull(x, nameof(inputs));
        var operands = inputs.ToArray();
        var shape = InferShape(operands);
        if (Recorder<T>.Current is { } recorder)
            return recorder.Apply(this, operands, shape);
        if (SharesStorage)
        {
            _ = operands[0].Values;
            operands[0].Storage.Escape();
            return new(shape, operands[0].Storage);
        }
        var output = Variable.Uninitialized<T>(shape, out _);
        EvaluateInto(operands, output);
        return output;
    }

    /// <summary>The shape of the output, from the shapes of the inputs alone.</summary>
    /// <exception cref="ShapeException">The shapes do not fit. The message names the operation, its rule and every shape.</exception>
    protected internal abstract Shape InferShape(ReadOnlySpan<Variable<T>> x);

    /// <summary>Computes the output from the values of the inputs, which <see cref="ValuesOf"/> gives.</summary>
    /// <param name="x">The inputs, as many and of such shapes as <see cref="InferShape"/> let pass.</param>
    /// <param name="y">The elements of the output, row-major. They hold anything before the call, and every one must be written.</param>
    protected internal abstract void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y);

    /// <summary>The cotangent of one input, from that of the output; null where it is zero whatever the values are.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The output.</param>
    /// <param name="yBar">The cotangent of the output, [..y.Shape].</param>
    /// <returns>The cotangent, of the shape of the input or, where the input was broadcast, of the shape it was broadcast to.</returns>
    protected internal abstract Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar);

    /// <summary>The tangent of the output, from those of the inputs. Unless a kind or an operation knows better, the transposed pullback.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The output.</param>
    /// <param name="xDot">The tangents of the inputs, null where zero.</param>
    protected internal virtual Variable<T>? Pushforward(
        ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
        ForwardSweep<T>.TransposePullback(this, x, y, xDot);

    /// <summary>
    /// Why the operation has no derivative in an input, as the end of the sentence «Greater ...»; null where it has one.
    /// A derivative that exists and is zero is no reason.
    /// </summary>
    protected internal virtual string? WhyNotDifferentiable(int input) => null;

    /// <summary>How the application is written, given how its inputs are. Unless an operation knows better, <c>name(x)</c>.</summary>
    protected internal virtual Formula Write(ReadOnlySpan<Formula> x) => Formula.Call(char.ToLowerInvariant(Name[0]) + Name[1..], x);

    /// <summary>
    /// Whether equal inputs give equal outputs each time. An operation that does not must run whenever its program does: its output is no
    /// constant, and two of its kind are not one.
    /// </summary>
    protected internal virtual bool IsPure => true;

    /// <summary>Whether the output is the first input's elements, in the same order, under another shape.</summary>
    internal virtual bool SharesStorage => false;

    /// <summary>Whether the output is the one input, bit for bit and of the same shape.</summary>
    internal virtual bool IsIdentityOn(Shape x) => false;

    /// <summary>How many floating-point operations it takes; unless an operation or a kind knows better, one for each element of the output.</summary>
    internal virtual double OperationCount(ReadOnlySpan<Shape> x, Shape y) => SharesStorage || IsStretch ? 0 : y.Size;

    /// <summary>
    /// Whether it takes one thread its time however many there are, and may run on any: a compiled program runs such operations at the same time
    /// if none needs another.
    /// </summary>
    internal virtual bool RunsOnOneThread => false;

    /// <summary>How an element of the output is written in C#; null where the operation is not elementwise, or cannot be written.</summary>
    internal virtual ElementCode? Code => null;

    /// <summary>The statement in C# that computes the output; null where the operation cannot be written.</summary>
    internal virtual string? WriteCode(CodeOperation operation) => Code is { } code ? operation.Element(code) : null;

    /// <summary>Whether a formula does not show it: it moves and repeats elements so that shapes fit.</summary>
    internal virtual bool IsSilent => SharesStorage || IsStretch;

    /// <summary>Whether a factor of an input that is one number may be taken out: f(c·x) = c·f(x), but for rounding.</summary>
    internal virtual bool IsHomogeneousIn(int input) => false;

    /// <summary>Whether the output is the input, broadcast to a shape.</summary>
    internal virtual bool IsStretch => false;

    /// <summary>The one operation that gives, bit for bit, what this one gives of what another gives; null where there is none.</summary>
    internal virtual Primitive<T>? After(Primitive<T> inner) => null;

    /// <summary>The same by other operations, which are written in its place as C#; null where the operation is written itself.</summary>
    internal virtual Variable<T>? Expand(ReadOnlySpan<Variable<T>> x) => null;

    /// <summary>
    /// How many operands a run of elements of the output is computed from, element by element, wherever the run starts and ends; 0 where it
    /// cannot be computed so. Such operations are fused in a compiled program.
    /// </summary>
    internal virtual int TileOperands => 0;

    /// <summary>Whether the operation can go on with parts of its output as they are finished, see <see cref="EvaluateWith"/>.</summary>
    internal virtual bool TakesEpilogue(ReadOnlySpan<Shape> x) => false;

    /// <summary>Computes the output, and goes on with each part of it.</summary>
    internal virtual void EvaluateWith(IProductEpilogue epilogue, ReadOnlySpan<Variable<T>> x, Span<T> y) =>
        throw new InvalidOperationException($"{Name}: is not computed by blocks.");

    /// <summary>Whether the one operand can be computed part by part while the operation runs, see <see cref="EvaluateParts"/>.</summary>
    internal virtual bool TakesParts(Shape x) => false;

    /// <summary>Computes the output from an operand that is nowhere as a whole; each of its elements is asked for once.</summary>
    internal virtual void EvaluateParts(IOperandParts<T> parts, Shape x, Span<T> y) =>
        throw new InvalidOperationException($"{Name}: does not take its operand by parts.");

    /// <summary>Whether the output's run may lie where that of an operand does.</summary>
    internal virtual bool TileMayOverlap => false;

    /// <summary>The same operation on registers, exactly as in tiles: a structure that is an operation of <see cref="Kernels.Fused"/>.</summary>
    internal virtual Type? Fused => null;

    /// <summary>Whether an operand of one element may be given to <see cref="EvaluateTile"/> as that element.</summary>
    internal virtual bool TakesElement => false;

    /// <summary>Computes a run of elements of the output from the same run of its operands.</summary>
    internal virtual void EvaluateTile(in Tile<T> x, Span<T> y) => throw new InvalidOperationException($"{Name}: is not computed by runs.");

    /// <summary>The pullback where the cotangent is known to be zero outside a mask: there the input's is zero, whatever the derivative is.</summary>
    internal virtual Variable<T>? PullbackWithin(
        int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar, Variable<T>? support) => Pullback(input, x, y, yBar);

    /// <summary>Where the cotangent of an input can be other than zero, from where that of the output can; null for everywhere.</summary>
    internal virtual Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) => null;

    /// <summary>The elements of a variable, row-major, good until the call returns.</summary>
    protected static ReadOnlySpan<T> ValuesOf(Variable<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Values;
    }

    internal void EvaluateInto(ReadOnlySpan<Variable<T>> x, Variable<T> y)
    {
        if (SharesStorage)
        {
            _ = x[0].Values;
            return;
        }
        Evaluate(x, y.Storage.Span(y.Shape.Size));
        if (AutoGradSettings.ThrowOnNonFinite)
            NonFiniteValues.Check(this, x, y);
    }
}
