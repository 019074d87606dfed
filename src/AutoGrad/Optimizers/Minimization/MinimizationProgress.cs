namespace AutoGrad;

/// <summary>How far a minimization has come, after a step.</summary>
/// <param name="Iteration">How many steps were made.</param>
/// <param name="Value">The value.</param>
/// <param name="GradientNorm">The largest absolute element of the gradient.</param>
/// <param name="Evaluations">How many times the function was evaluated.</param>
public readonly record struct MinimizationProgress(int Iteration, double Value, double GradientNorm, int Evaluations);
