namespace AutoGrad.Benchmarks.Functions;

/// <summary>One function of inputs of one kind, in one element type.</summary>
/// <param name="Name">What it computes.</param>
/// <param name="Inputs">Where the inputs lie.</param>
/// <param name="Prepare">Makes the data, and gives the steps to time: the kernel, and the function of one element in a loop.</param>
internal sealed record FunctionCase(string Name, string Inputs, Func<(Action Kernel, Action Scalar)> Prepare)
{
    /// <summary>How many elements a step computes.</summary>
    public const int Elements = 4096;
}
