namespace AutoGrad.Benchmarks.Kernels;

/// <summary>One kernel at one size.</summary>
/// <param name="Name">What it computes.</param>
/// <param name="Size">The shape.</param>
/// <param name="Elements">How many elements a stream has.</param>
/// <param name="Reads">How many streams must be read from memory.</param>
/// <param name="Writes">How many must be written.</param>
/// <param name="Operations">How many floating-point operations are done, where those and not the memory are the limit; else 0.</param>
/// <param name="Prepare">Makes the data, and gives the step to time.</param>
internal sealed record KernelCase(string Name, string Size, long Elements, int Reads, int Writes, double Operations, Func<Action> Prepare)
{
    private const double CachedBytes = 40e6;

    /// <summary>The bytes of an element.</summary>
    public int ElementBytes { get; init; } = sizeof(float);

    /// <summary>Whether multiply-adds are the limit, and not the memory.</summary>
    public bool IsArithmetic => Operations > 0;

    /// <summary>The bytes that the step reads and writes.</summary>
    public double Bytes => (double)(Reads + Writes) * Elements * ElementBytes;

    /// <summary>Whether a last cache of common size holds the arrays from one step to the next.</summary>
    public bool IsCached => Bytes < CachedBytes;
}
