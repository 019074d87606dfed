namespace AutoGrad.Kernels;

/// <summary>
/// One axis of a <see cref="Correlation"/>: the output at o meets the source at o · step + tap, for taps from low to high. What lies outside of the
/// source counts as 0. Where a packed source is split, places that differ by a multiple of the step lie side by side, so that neighbouring outputs
/// meet neighbours.
/// </summary>
internal readonly record struct CorrelationAxis(int Source, int Output, int Step, int Low, int High, bool IsSplit)
{
    /// <summary>The distance in the source of packed neighbours.</summary>
    public int Stride => IsSplit ? Step : 1;

    /// <summary>The distance in the packed source of what neighbouring outputs meet.</summary>
    public int Spread => IsSplit ? 1 : Step;

    /// <summary>The parts into which places fall by their remainders.</summary>
    public int Phases => Math.Min(Stride, High - Low + 1);

    /// <summary>The places of each part that a number of neighbouring outputs meets.</summary>
    public int Length(int outputs) => checked(((outputs - 1) * Spread) + ((High - Low) / Stride) + 1);

    public (int Phase, int Place) Find(int tap) => ((tap - Low) % Stride, (tap - Low) / Stride);

    /// <summary>Where in the source a place of a part lies, for outputs from the first one on.</summary>
    public int SourceAt(int first, int phase, int place) => (first * Step) + Low + phase + (place * Stride);
}
