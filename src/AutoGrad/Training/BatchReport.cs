namespace AutoGrad;

/// <summary>What a step of a training did.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Batch">The number of the batch in the epoch, from 0.</param>
/// <param name="Step">How many steps were made in all, this one among them.</param>
/// <param name="Loss">The loss before the step.</param>
public readonly record struct BatchReport(int Epoch, int Batch, long Step, double Loss);
