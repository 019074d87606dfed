using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>How elements of a window become one.</summary>
internal interface IWindowFold<T, TVector> where T : unmanaged where TVector : struct
{
    /// <summary>What changes nothing, for padding.</summary>
    static abstract T Identity { get; }

    static abstract TVector Fold(TVector next, TVector sum);
}

internal readonly struct WindowSum<T, TVector, TLanes> : IWindowFold<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
{
    public static T Identity => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Fold(TVector next, TVector sum) => TLanes.Add(sum, next);
}

internal readonly struct WindowLargest<T, TVector, TLanes> : IWindowFold<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, IWindowLanes<T, TVector>
{
    public static T Identity => T.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Fold(TVector next, TVector sum) => TLanes.Largest(next, sum);
}
