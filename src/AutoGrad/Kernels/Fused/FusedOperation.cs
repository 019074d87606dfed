namespace AutoGrad.Kernels.Fused;

/// <summary>One operation of a loop.</summary>
/// <param name="Function">An <see cref="IFusedUnary"/>, <see cref="IFusedBinary"/> or <see cref="IFusedTernary"/>.</param>
/// <param name="X">What it takes: the number of an operand of the loop, or the complement of that of an earlier operation.</param>
internal readonly record struct FusedOperation(Type Function, params int[] X);
