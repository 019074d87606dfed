using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>The one place that throws for bad arguments: each message names the operation, the rule and every value involved.</summary>
internal static class Guard
{
    [DoesNotReturn]
    public static void ThrowShape(string operation, string rule, string got) =>
        throw new ShapeException($"{operation}: {rule}, got {got}.");

    [DoesNotReturn]
    public static void ThrowNotBroadcastable(string operation, string got) =>
        throw new ShapeException($"{operation}: needs shapes that broadcast together (aligned from the last axis, equal or 1), got {got}.");

    [DoesNotReturn]
    public static void ThrowAxis(string operation, int axis, Shape shape) =>
        throw new ShapeException(shape.Rank == 0
            ? $"{operation}: needs an axis of x, got axis {axis} and x {shape}, which has none."
            : $"{operation}: needs an axis from {-shape.Rank} to {shape.Rank - 1}, got axis {axis} and x {shape}.");

    [DoesNotReturn]
    public static void ThrowRepeatedAxis(string operation, int axis, Shape shape) =>
        throw new ShapeException($"{operation}: needs distinct axes, got axis {axis} twice for x {shape}.");

    [DoesNotReturn]
    public static void ThrowIndex(string operation, string what, double value, Shape shape, int position, int count) =>
        throw new IndexValueException(count == 0
            ? FormattableString.Invariant($"{operation}: needs no {what}, as there is nothing to index, got {value} at position {position} of {shape}.")
            : FormattableString.Invariant($"{operation}: needs {what} that are whole numbers from 0 to {count - 1}, got {value} at position {position} of {shape}."));

    [DoesNotReturn]
    public static void ThrowSubscripts(string operation, string rule, string subscripts) =>
        throw new ArgumentException($"{operation}: {rule}, got \"{subscripts}\".", nameof(subscripts));

    [DoesNotReturn]
    public static void ThrowNotPositiveDefinite(string operation, Shape shape, int matrix, int row, double pivot) =>
        throw new NotPositiveDefiniteException($"{operation}: needs positive definite matrices, got pivot {Formula.Print(pivot)} in row {row} of {Matrix(shape, matrix)}.");

    [DoesNotReturn]
    public static void ThrowSingular(string operation, Shape shape, int matrix, int row) =>
        throw new SingularMatrixException($"{operation}: needs matrices that are not singular, got a zero pivot in row {row} of {Matrix(shape, matrix)}.");

    [DoesNotReturn]
    public static void ThrowReleased(Shape shape) =>
        throw new ReleasedValueException(
            $"Value: the value of this variable {shape} has been given back, because its tape was disposed or its state was assigned since. " +
            "Read Value, or call Detach, before that.");

    [DoesNotReturn]
    public static void ThrowTraced(Shape shape) =>
        throw new TracedValueException(
            $"Value: needs a variable that has a value, got one {shape} of a program that is being traced, which has a shape only. " +
            "Choose by a mask with Where, repeat with Scan, or run the function without tracing it.");

    [DoesNotReturn]
    public static void ThrowForeignTrace(Shape shape) =>
        throw new TracedValueException(
            $"Trace: needs variables of the program itself or with a value, got one {shape} of another program that is being traced. " +
            "Make it an argument.");

    [DoesNotReturn]
    public static void ThrowDisposedTape(string operation) =>
        throw new ObjectDisposedException("Tape", $"{operation}: needs a tape that is still open, got a tape that has been disposed.");

    /// <summary>An argument that must lie in a range; the message reads «needs rule, got value».</summary>
    public static void Argument([DoesNotReturnIf(false)] bool holds, string operation, string rule, string got, string parameter)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(parameter, $"{operation}: {rule}, got {got}.");
    }

    /// <inheritdoc cref="Argument(bool, string, string, string, string)"/>
    public static void Argument([DoesNotReturnIf(false)] bool holds, string operation, string rule,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref InvariantText got, string parameter)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(parameter, $"{operation}: {rule}, got {got.ToStringAndClear()}.");
    }

    // The index of a matrix in its batch, as in «matrix [0, 2] of x [2, 3, 4, 4]».
    private static string Matrix(Shape shape, int matrix)
    {
        if (shape.Rank == 2)
            return $"x {shape}";
        var index = new int[shape.Rank - 2];
        for (var axis = index.Length - 1; axis >= 0; axis--)
            (matrix, index[axis]) = Math.DivRem(matrix, shape[axis]);
        return $"matrix [{string.Join(", ", index)}] of x {shape}";
    }
}
