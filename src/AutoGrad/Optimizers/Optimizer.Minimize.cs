using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Recording;

namespace AutoGrad;

public abstract partial class Optimizer<T>
{
    /// <summary>
    /// Makes one step: differentiates the loss with respect to the parameters and changes each by the rule. A parameter that the loss does
    /// not depend on stays as it is, and so do its moments; so does one that is frozen.
    /// </summary>
    /// <param name="loss">A variable of one element, computed on a tape that is still open.</param>
    /// <remarks>
    /// Nothing is assigned when an exception is thrown. What was computed from a parameter before the step belongs to its old value, so the
    /// tape gives no derivative through it any more: the next step takes a new tape.
    /// </remarks>
    /// <exception cref="ShapeException">The loss has more or fewer elements than one.</exception>
    /// <exception cref="NotOnTapeException">The loss was not computed on a tape, or it depends on none of the parameters.</exception>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    /// <exception cref="NonFiniteLossException">The loss is NaN or infinite.</exception>
    /// <exception cref="StaleGradientException">A state that the loss depends on was assigned since the tape read it.</exception>
    /// <exception cref="NotDifferentiableException">The loss depends on a parameter only through an operation without derivative.</exception>
    public void Minimize(Variable<T> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var record = RecordOf(loss);
        if (record.Recorder.Tracing is not null)
        {
            var traced = Gradients(record, new FinitePrimitive().Apply(loss), null);
            var clip = Clip(traced);
            var rule = Rule();
            for (var i = 0; i < traced.Length; i++)
            {
                if (traced[i] is { } gradient)
                    rule(_parameters[i], clip(gradient));
            }
            return;
        }
        using var scratch = new Scratch<T>();
        var gradients = Gradients(record, loss, scratch);
        var clipOne = Clip(gradients);
        var update = Rule();
        scratch.Keep();
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient)
                continue;
            update(_parameters[i], clipOne(gradient));
            scratch.Drop(gradient.Storage);
            scratch.Collect();
        }
    }

    private Func<Variable<T>, Variable<T>> Clip(Variable<T>?[] gradients) =>
        Clipping is null ? gradient => gradient : Clipping.Begin<T>([.. gradients.OfType<Variable<T>>()]);

    private static Record<T> RecordOf(Variable<T> loss)
    {
        if (loss.Shape.Size != 1)
            throw new ShapeException($"Minimize: needs a loss of one element, got a loss {loss.Shape}. Take its mean or its sum.");
        if (loss.Origin is not Record<T> record)
        {
            throw new NotOnTapeException(
                $"Minimize: needs a loss that was computed on a tape, got a loss {loss.Shape} that no tape has recorded. " +
                "Open one before computing it: using var tape = new Tape<T>().");
        }
        if (record.IsClosed)
            Guard.ThrowDisposedTape(nameof(Minimize));
        if (record.Recorder.Tracing is null)
            RequireFinite(loss.Scalar);
        return record;
    }

    private Variable<T>?[] Gradients(Record<T> record, Variable<T> loss, Scratch<T>? scratch)
    {
        var (reads, owners) = ReadsUpTo(record, loss.Index);
        var cotangents = new ReverseSweep<T>(nameof(Minimize), record, loss, reads, scratch).Run(Variable.Ones<T>(loss.Shape));
        var gradients = new Variable<T>?[_parameters.Count];
        var isReached = false;
        for (var i = 0; i < reads.Length; i++)
        {
            if (cotangents[i] is null)
                Dependency<T>.RequireDerivative(nameof(Minimize), record, loss, reads[i]);
            isReached |= cotangents[i] is not null;
            gradients[owners[i]] ??= cotangents[i];
        }
        if (!isReached)
        {
            throw new NotOnTapeException(
                $"Minimize: needs a loss that depends on at least one parameter of the optimizer, got a loss {loss.Shape} that depends on none of them.");
        }
        return gradients;
    }

    private static void RequireFinite(T loss)
    {
        if (!T.IsFinite(loss))
            throw new NonFiniteLossException($"Minimize: needs a finite loss, got {loss}. Nothing was assigned.");
    }

    // The values of the parameters that the tape has read, not those that they have now: where a parameter was assigned since, the sweep
    // comes across the old value and refuses. At most one of the values of a parameter gets past it.
    private (Variable<T>[] Reads, List<int> Owners) ReadsUpTo(Record<T> record, int last)
    {
        HashSet<Variable<T>> seen = new(ReferenceEqualityComparer.Instance);
        List<Variable<T>> reads = [];
        List<int> owners = [];
        for (var i = 0; i <= last; i++)
        {
            foreach (var x in record[i].Inputs)
            {
                if (x.Origin is not Parameter<T> { IsFrozen: false } parameter)
                    continue;
                if (!_positions.TryGetValue(parameter, out var position) || !seen.Add(x))
                    continue;
                reads.Add(x);
                owners.Add(position);
            }
        }
        return ([.. reads], owners);
    }

    /// <summary>The loss itself, once it is known to be finite: the program of a step stops before it changes anything.</summary>
    private sealed record FinitePrimitive : Primitive<T>
    {
        protected internal override bool IsPure => false;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            RequireFinite(ValuesOf(x[0])[0]);
            ValuesOf(x[0]).CopyTo(y);
        }

        internal override string WriteCode(CodeOperation operation) => operation.Call(ReductionCode.RequireFinite);

        // The value of the loss itself.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => yBar;
    }
}
