using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoGrad.Benchmarks.Timing;
using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>How many floating-point operations a core does at most: multiply-adds of registers with registers that wait for nothing.</summary>
internal static class ArithmeticPeak
{
    private const int Rounds = 20_000;
    private const int Chains = 12;
    private const int LatestMilliseconds = 2;

    /// <summary>
    /// Operations a second of each of some threads that run at the same time, in single precision, in the best moment of so many seconds: the longer a
    /// moment, the more of it goes to interruptions and to a clock that is not always at its highest.
    /// </summary>
    public static double[] OfEachThread(int threads, double seconds, double moment, int fewestMoments)
    {
        var peaks = new double[threads];
        var begun = 0;
        WorkSplit.For(threads, thread =>
        {
            // A thread that wakes late is waited for, but a part that none takes would be waited for in vain.
            Interlocked.Increment(ref begun);
            SpinWait.SpinUntil(() => Volatile.Read(ref begun) == threads, LatestMilliseconds);
            peaks[thread] = OneThread(seconds, moment, fewestMoments);
        });
        return peaks;
    }

    private static double OneThread(double seconds, double moment, int fewestMoments)
    {
        if (Vector512.IsHardwareAccelerated)
            return Rate(() => Chain<Vector512<float>, Ops512<float>>(), Vector512<float>.Count, seconds, moment, fewestMoments);
        return Vector256.IsHardwareAccelerated
            ? Rate(() => Chain<Vector256<float>, Ops256<float>>(), Vector256<float>.Count, seconds, moment, fewestMoments)
            : Rate(() => Chain<Vector128<float>, Ops128<float>>(), Vector128<float>.Count, seconds, moment, fewestMoments);
    }

    private static double Rate(Action step, int lanes, double seconds, double moment, int fewestMoments) =>
        2.0 * lanes * Chains * Rounds / BestTime.Of(step, seconds, fewestMoments, moment);

    // 0.5·s + 1 stays near 2, so that no operand is slow. The result is used, or nothing would be computed.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Chain<TVector, TOps>()
        where TVector : struct
        where TOps : struct, IVectorOps<float, TVector>
    {
        var (half, one) = (TOps.Broadcast(0.5f), TOps.Broadcast(1));
        TVector s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one, s11 = one;
        for (var i = 0; i < Rounds; i++)
        {
            s0 = TOps.MultiplyAdd(s0, half, one);
            s1 = TOps.MultiplyAdd(s1, half, one);
            s2 = TOps.MultiplyAdd(s2, half, one);
            s3 = TOps.MultiplyAdd(s3, half, one);
            s4 = TOps.MultiplyAdd(s4, half, one);
            s5 = TOps.MultiplyAdd(s5, half, one);
            s6 = TOps.MultiplyAdd(s6, half, one);
            s7 = TOps.MultiplyAdd(s7, half, one);
            s8 = TOps.MultiplyAdd(s8, half, one);
            s9 = TOps.MultiplyAdd(s9, half, one);
            s10 = TOps.MultiplyAdd(s10, half, one);
            s11 = TOps.MultiplyAdd(s11, half, one);
        }
        return TOps.Sum(s0) + TOps.Sum(s1) + TOps.Sum(s2) + TOps.Sum(s3) + TOps.Sum(s4) + TOps.Sum(s5)
            + TOps.Sum(s6) + TOps.Sum(s7) + TOps.Sum(s8) + TOps.Sum(s9) + TOps.Sum(s10) + TOps.Sum(s11);
    }
}
