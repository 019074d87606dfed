using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Convolutions with 3 by 3 taps by Winograd's minimal filtering F(2 × 2, 3 × 3): sixteen products for the four outputs of a tile, where the sum itself has
/// 36 (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2015).
/// </summary>
/// <remarks>
/// An output depends on no more elements than the sum itself does, so that it is finite only where these are. Images with an output that is not finite
/// are computed again as sums, and so are the weights: infinities stay infinities, and what overflows in a transform alone does no harm. An output's error
/// is at most about 16 (c + 10) roundings of Σ max |x| Σ |w| over its c channels: the transforms of both operands and of the products round each number at most
/// 10 times, c products are added, and in each direction |Aᵀ| (|G| |w| · |Bᵀ| |x|) is at most 4 max |x| Σ |w|.
/// </remarks>
internal static unsafe class Winograd
{
    // Transforms are worth it where each serves so many products, and where edges do not add too much to the tiles: up to a sixth.
    private const int LeastChannels = 16;
    private const int LeastTiles = 48;

    // What is kept of the filters has 16 elements for each of these.
    private const long MostFilters = 1 << 25;

    /// <summary>Whether a convolution and its transpose are computed so. The sizes alone decide, on any machine.</summary>
    public static bool Fits<T>(in ConvolutionProblem problem) => (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && problem.Kernel == new Extent(1, 3, 3) && problem.Stride == Extent.One && problem.Dilation == Extent.One
        && problem.Input.Depth == 1 && problem.Output.Depth == 1 && problem.Before.Depth == 0
        && (long)problem.Filters * problem.GroupChannels <= MostFilters
        && Math.Min(problem.GroupChannels, problem.GroupFilters) >= LeastChannels && IsLarge(problem.Output, problem.Batch) && IsLarge(problem.Input, problem.Batch);

    private static bool IsLarge(Extent lengths, int batch)
    {
        var tiles = (lengths.Height + 1L) / 2 * ((lengths.Width + 1) / 2);
        return tiles * batch >= LeastTiles && tiles * 24 <= lengths.Size * 7L;
    }

    public static void Forward<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        nint taps = WinogradTaps<T>.Taps;
        var filters = new WinogradTaps<T>(operands.W(0), (nint)problem.GroupFilters * problem.PatchLength, problem.PatchLength, taps, false);
        Run(WinogradProblem.Forward(problem), filters, operands.X(0, 0), operands.Y(0, 0), operands, ForwardConvolution.Run);
    }

    public static void Transpose<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        nint taps = WinogradTaps<T>.Taps;
        var filters = new WinogradTaps<T>(operands.W(0), (nint)problem.GroupFilters * problem.PatchLength, taps, problem.PatchLength, true);
        Run(WinogradProblem.Transpose(problem), filters, operands.Y(0, 0), operands.X(0, 0), operands, TransposedConvolution.Run);
    }

    public static void Weights<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = WinogradProblem.Forward(operands.Problem);
        T* x = operands.X(0, 0), y = operands.Y(0, 0), w = operands.W(0);
        var isFinite = Vector512.IsHardwareAccelerated ? WinogradWeights<T, Vector512<T>, Ops512<T>>.Run(problem, x, y, w)
            : Vector256.IsHardwareAccelerated ? WinogradWeights<T, Vector256<T>, Ops256<T>>.Run(problem, x, y, w)
            : Vector128.IsHardwareAccelerated ? WinogradWeights<T, Vector128<T>, Ops128<T>>.Run(problem, x, y, w)
            : WinogradWeights<T, T, ScalarOps<T>>.Run(problem, x, y, w);
        if (!isFinite)
            ForwardConvolution.SumWeights(operands);
    }

    private static void Run<T>(
        WinogradProblem problem, WinogradTaps<T> filters, T* source, T* target, ConvolutionOperands<T> operands, Action<ConvolutionOperands<T>> direct)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var rented = new RentedSpan<byte>(checked(problem.Images * problem.Groups));
        rented.Span.Clear();
        fixed (byte* odd = rented.Span)
        {
            if (Vector512.IsHardwareAccelerated)
                WinogradCorrelation<T, Vector512<T>, Ops512<T>>.Run(problem, filters, source, target, odd);
            else if (Vector256.IsHardwareAccelerated)
                WinogradCorrelation<T, Vector256<T>, Ops256<T>>.Run(problem, filters, source, target, odd);
            else if (Vector128.IsHardwareAccelerated)
                WinogradCorrelation<T, Vector128<T>, Ops128<T>>.Run(problem, filters, source, target, odd);
            else
                WinogradCorrelation<T, T, ScalarOps<T>>.Run(problem, filters, source, target, odd);
        }

        for (var copy = 0; copy < rented.Span.Length; copy++)
        {
            if (rented.Span[copy] != 0)
                direct(operands.Single(copy / problem.Groups, copy % problem.Groups));
        }
    }
}
