using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The sizes of a correlation with 3 by 3 taps at a step of 1, in tiles of 2 by 2 outputs: y[plane, i, j] = Σ x[channel, i + p - top, j + q - left]
/// w[plane, channel, p, q]. The tiles of all images are numbered image by image and row by row.
/// </summary>
internal readonly record struct WinogradProblem(
    int Images, int Groups, int Channels, int Planes, int SourceHeight, int SourceWidth, int Height, int Width, int Top, int Left)
{
    /// <summary>The products that take the place of the multiply-adds of a tile, a channel and a plane.</summary>
    public const int Products = 16;

    /// <summary>The rows of tiles of an image.</summary>
    public int Down => (Height + 1) / 2;

    /// <summary>The tiles of a row.</summary>
    public int Across => (Width + 1) / 2;

    /// <summary>The tiles of an image.</summary>
    public int ImageTiles => Down * Across;

    /// <summary>The tiles of all images, of one group.</summary>
    public int Tiles => Images * ImageTiles;

    /// <summary>The elements of the transformed filters of one group.</summary>
    public int FilterLength => checked(Products * Planes * Channels);

    public int SourceSize => SourceHeight * SourceWidth;

    public int Size => Height * Width;

    /// <summary>The multiply-adds.</summary>
    public long Work => (long)Products * Groups * Tiles * Channels * Planes;

    /// <summary>The distance of neighbouring products of so many elements: an odd number of cache lines, so that all sixteen fit into the first cache.</summary>
    public static nint Apart<T>(nint length) where T : unmanaged
    {
        var line = 64 / Unsafe.SizeOf<T>();
        return (((length + line - 1) / line) | 1) * line;
    }

    /// <summary>The elements of a channel of the source before those of an image and a group.</summary>
    public nint SourceAt(int image, int group) => (((nint)image * Groups) + group) * Channels * SourceSize;

    /// <summary>The elements of the planes before those of an image and a group.</summary>
    public nint TargetAt(int image, int group) => (((nint)image * Groups) + group) * Planes * Size;

    /// <summary>The tiles from one on, within their image.</summary>
    public (int Image, int Row, int Column) Place(int tile)
    {
        var (image, rest) = Math.DivRem(tile, ImageTiles);
        var (row, column) = Math.DivRem(rest, Across);
        return (image, row, column);
    }

    /// <summary>The convolution itself: its source is x.</summary>
    public static WinogradProblem Forward(in ConvolutionProblem problem) => new(
        problem.Batch, problem.Groups, problem.GroupChannels, problem.GroupFilters, problem.Input.Height, problem.Input.Width,
        problem.Output.Height, problem.Output.Width, problem.Before.Height, problem.Before.Width);

    /// <summary>Its transpose: the source is y, the taps are taken from the last to the first, and channels and filters change places.</summary>
    // x[i] = Σ y[i + before - tap] w[tap] = Σ y[i + before - 2 + (2 - tap)] w[tap].
    public static WinogradProblem Transpose(in ConvolutionProblem problem) => new(
        problem.Batch, problem.Groups, problem.GroupFilters, problem.GroupChannels, problem.Output.Height, problem.Output.Width,
        problem.Input.Height, problem.Input.Width, 2 - problem.Before.Height, 2 - problem.Before.Width);
}
