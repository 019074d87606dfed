using System.Numerics;
using AutoGrad.Memory;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// Records every operation of its thread from its making until it is disposed, and differentiates what it has recorded:
/// <c>using var tape = new Tape&lt;double&gt;();</c>. Disposing gives the memory of the values back, except of those that were read.
/// A tape inside another is the only one that records while it is open: what it computed is a constant to the outer one. A tape belongs to
/// the thread that opened it, so what runs after an <c>await</c> may go unrecorded.
/// A tape inside a function that is being traced records nothing of its own: the program does.
/// A tape that is not disposed costs speed, not memory: it ends when nobody holds it or a variable computed on it.
/// </summary>
public sealed class Tape<T> : Recorder<T>, IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Record<T> _record;

    /// <summary>Opens a tape and makes it the current one of this thread.</summary>
    public Tape() => _record = Tracing?.Record ?? new(this);

    /// <summary>The number of operations recorded so far.</summary>
    public int Count => _record.Count;

    internal override Record<T> Record => _record;

    /// <summary>The gradient of a scalar with respect to a variable, [..x.Shape].</summary>
    /// <param name="y">A variable of one element that was computed on this tape.</param>
    /// <param name="x">A variable that was computed or used on this tape.</param>
    /// <param name="recorded">
    /// Whether the gradient is itself recorded, so that it can be differentiated again. False saves its memory and time.
    /// </param>
    /// <exception cref="ShapeException">y has more or fewer elements than one.</exception>
    /// <exception cref="NotOnTapeException">The tape has not seen y, or not x.</exception>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    /// <exception cref="StaleGradientException">A state that y depends on was assigned since the tape read it.</exception>
    /// <exception cref="NotDifferentiableException">y depends on x only through an operation without derivative.</exception>
    public Variable<T> Gradient(Variable<T> y, Variable<T> x, bool recorded = true) => Gradient(y, [x], recorded)[0];

    /// <summary>The gradients of a scalar with respect to several variables, each of the shape of its variable.</summary>
    /// <param name="y">A variable of one element that was computed on this tape.</param>
    /// <param name="x">Variables that were computed or used on this tape.</param>
    /// <param name="recorded">
    /// Whether the gradients are themselves recorded, so that they can be differentiated again. False saves their memory and time.
    /// </param>
    /// <inheritdoc cref="Gradient(Variable{T}, Variable{T}, bool)" path="/exception"/>
    public Variable<T>[] Gradient(Variable<T> y, ReadOnlySpan<Variable<T>> x, bool recorded = true)
    {
        ArgumentNullException.ThrowIfNull(y);
        Checks.ScalarOutput("Gradient", y);
        return Sweep("Gradient", y, Variable.Ones<T>(y.Shape), x, recorded);
    }

    /// <summary>The product vᵀJ of a cotangent with the Jacobian of y with respect to a variable, [..x.Shape].</summary>
    /// <param name="y">A variable that was computed on this tape.</param>
    /// <param name="yBar">The cotangent of y, [..y.Shape].</param>
    /// <param name="x">A variable that was computed or used on this tape.</param>
    /// <param name="recorded">Whether the product is itself recorded, so that it can be differentiated again.</param>
    /// <exception cref="ShapeException">The cotangent has another shape than y.</exception>
    /// <inheritdoc cref="Gradient(Variable{T}, Variable{T}, bool)" path="/exception[position()>1]"/>
    public Variable<T> Vjp(Variable<T> y, Variable<T> yBar, Variable<T> x, bool recorded = true)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(yBar);
        Checks.SameShape("Vjp", "a cotangent", "the output", y, yBar);
        return Sweep("Vjp", y, yBar, [x], recorded)[0];
    }

    /// <summary>Ends the recording and gives the memory of the values back, except of those that were read. May be called on any thread.</summary>
    public void Dispose()
    {
        if (IsClosed)
            return;
        Close();
        if (Tracing is null)
            _record.Close();
    }

    /// <summary>
    /// What was recorded, a line an operation: <c>v2 [3] = tanh(v1)</c>. Scalar constants are written as numbers, states by their names.
    /// </summary>
    public override string ToString() => RecordPrinter.Print(_record);

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        if (Tracing is not null)
            return Tracing.Apply(primitive, inputs, shape);
        var storage = primitive.SharesStorage ? inputs[0].Storage : Storage<T>.Rent(shape.Size, _record);
        var output = new Variable<T>(shape, storage, _record, _record.Count);
        primitive.EvaluateInto(inputs, output);
        _record.Add(primitive, inputs, output);
        return output;
    }

    private Variable<T>[] Sweep(string operation, Variable<T> y, Variable<T> yBar, ReadOnlySpan<Variable<T>> x, bool recorded)
    {
        if (IsClosed)
            Guard.ThrowDisposedTape(operation);
        foreach (var variable in x)
            ArgumentNullException.ThrowIfNull(variable, nameof(x));
        var sources = x.ToArray();
        if (recorded || Tracing is not null)
            return new ReverseSweep<T>(operation, _record, y, sources).RunOrZeros(yBar);
        using var scratch = new Scratch<T>();
        return Array.ConvertAll(new ReverseSweep<T>(operation, _record, y, sources, scratch).RunOrZeros(yBar), xBar => xBar.Detach());
    }
}
