namespace AutoGrad.Kernels;

/// <summary>A number for each of three spatial axes. One and two axes are three whose first ones have a length of 1.</summary>
internal readonly record struct Extent(int Depth, int Height, int Width)
{
    public static Extent One => new(1, 1, 1);

    public int Size => Depth * Height * Width;

    /// <summary>The numbers of up to three axes, with the filler for the axes that are missing in front.</summary>
    public static Extent Of(ReadOnlySpan<int> values, int filler) =>
        new(values.Length > 2 ? values[^3] : filler, values.Length > 1 ? values[^2] : filler, values[^1]);
}
