using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>What the verbs of differentiation ask of their arguments.</summary>
internal static class Checks
{
    public static void ScalarOutput<T>(string operation, Variable<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Shape.Size != 1)
        {
            throw new ShapeException(
                $"{operation}: needs a scalar output, of one element, got an output {y.Shape}. Sum it, or ask for Vjp or Jacobian.");
        }
    }

    public static void SameShape<T>(string operation, string what, string of, Variable<T> x, Variable<T> v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.Shape.Equals(v.Shape))
            Guard.ThrowShape(operation, $"needs {what} of the shape {x.Shape} of {of}", $"{v.Shape}");
    }

    public static void OnTape<T>(string operation, Record<T> record, Variable<T> variable) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (record.HasSeen(variable))
            return;
        if (variable.Origin is State<T> state)
        {
            NotStale(operation, state, variable);
            throw new NotOnTapeException(
                $"{operation}: needs variables that this tape has computed or used, got {state.Name} {variable.Shape}, which this tape has not seen.");
        }
        throw new NotOnTapeException(
            $"{operation}: needs variables that this tape has computed or used, got a variable {variable.Shape} " +
            (variable.Origin is Record<T> { IsClosed: true }
                ? "that was computed on a tape that has been disposed."
                : "that this tape has not seen."));
    }

    public static void NotStale<T>(string operation, State<T> state, Variable<T> variable) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!state.IsCurrent(variable))
        {
            throw new StaleGradientException(
                $"{operation}: needs states that are as the tape read them, got {state.Name} {state.Shape}, which was assigned since.");
        }
    }
}
