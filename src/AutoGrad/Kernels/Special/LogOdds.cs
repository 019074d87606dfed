using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>ln(x/(1 - x)). The logarithm is of the exact quotient, so that no digits are lost around ½.</summary>
internal readonly struct LogOdds : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var one = TLanes.Create(1);
        var rest = one - x;
        var lost = one - rest - x;
        var odds = x / rest;
        var oddsLow = (TLanes.Fused(-odds, rest, x) - (odds * lost)) / rest;
        var y = Elementary.Log(odds, out var low);
        // At 0 and 1 the logarithm is infinite and the correction not a number.
        var correction = TLanes.Select(TLanes.Less(zero, x), TLanes.Select(TLanes.Less(x, one), oddsLow / odds, zero), zero);
        return y + (low + correction);
    }
}
