using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels.Special;

/// <summary>What few lanes need, one lane at a time.</summary>
internal static class Lanewise
{
    /// <summary>y, with f(x) in its place where a mask has all bits. The same for every width, since each lane is on its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLanes Replace<TLanes>(TLanes y, TLanes mask, TLanes x, Func<double, double> f) where TLanes : unmanaged, ILanes<TLanes>
    {
        var values = MemoryMarshal.Cast<TLanes, double>(new Span<TLanes>(ref y));
        var masks = MemoryMarshal.Cast<TLanes, long>(new Span<TLanes>(ref mask));
        var arguments = MemoryMarshal.Cast<TLanes, double>(new Span<TLanes>(ref x));
        for (var i = 0; i < values.Length; i++)
        {
            if (masks[i] != 0)
                values[i] = f(arguments[i]);
        }
        return y;
    }

    /// <summary>The logarithm of one number, with the bits that a lane has.</summary>
    public static double Log(double x, out double low)
    {
        var y = Elementary.Log(new Lanes1(x), out var rest);
        low = Unsafe.BitCast<Lanes1, double>(rest);
        return Unsafe.BitCast<Lanes1, double>(y);
    }
}
