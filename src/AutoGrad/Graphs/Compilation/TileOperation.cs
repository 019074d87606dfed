using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Graphs.Compilation;

/// <summary>One operation on a tile, or several as one loop.</summary>
/// <param name="Primitive">The operation; the last one of several.</param>
/// <param name="Kernel">The loop; null for one operation.</param>
/// <param name="X">Where the operands lie.</param>
/// <param name="Y">Where the result lies.</param>
internal readonly record struct TileOperation<T>(Primitive<T> Primitive, FusedKernel<T>? Kernel, TilePlace[] X, TilePlace Y)
    where T : unmanaged, IFloatingPointIeee754<T>;
