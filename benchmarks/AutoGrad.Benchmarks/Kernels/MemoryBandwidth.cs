using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Benchmarks.Timing;
using AutoGrad.Kernels;

namespace AutoGrad.Benchmarks.Kernels;

/// <summary>
/// How many bytes a second all threads together read and write at most, in arrays that no cache holds; for each mix of streams, as writing costs
/// more than reading. The better of plain stores and of stores past the caches counts.
/// </summary>
internal sealed unsafe class MemoryBandwidth : IDisposable
{
    // 256 MB each: the rule of the STREAM benchmark (J. McCalpin) asks for four times the last cache.
    private const int Length = 1 << 26;
    private const int PartLength = 1 << 17;
    private const int Alignment = 64;

    private readonly float*[] _streams = new float*[3];
    private readonly float[] _sums = new float[Length / PartLength];

    public MemoryBandwidth()
    {
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i] = (float*)NativeMemory.AlignedAlloc(Length * sizeof(float), Alignment);
            new Span<float>(_streams[i], Length).Fill(i);
        }
    }

    /// <summary>Bytes a second where so many streams are read and so many (0 or 1) are written, or only the first elements of each.</summary>
    public double Of(int reads, int writes, double seconds, int length = Length, int fewestBatches = BestTime.FewestBatches)
    {
        var parts = length / PartLength;
        var bytes = (double)(reads + writes) * parts * PartLength * sizeof(float);
        if (writes == 0)
            return bytes / BestTime.Of(() => Parts(parts, start => _sums[start / PartLength] = Read(_streams[0] + start)), seconds, fewestBatches);
        var plain = BestTime.Of(() => Parts(parts, start => Write(reads, start)), seconds / 2, fewestBatches);
        var past = BestTime.Of(() => Parts(parts, start => WritePast(reads, start)), seconds / 2, fewestBatches);
        return bytes / Math.Min(plain, past);
    }

    public void Dispose()
    {
        foreach (var stream in _streams)
            NativeMemory.AlignedFree(stream);
    }

    private static void Parts(int count, Action<int> run) => WorkSplit.For(count, part => run(part * PartLength));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read(float* x)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var end = x + PartLength; x < end; x += 4 * Vector512<float>.Count)
        {
            s0 += Vector512.LoadAligned(x);
            s1 += Vector512.LoadAligned(x + Vector512<float>.Count);
            s2 += Vector512.LoadAligned(x + (2 * Vector512<float>.Count));
            s3 += Vector512.LoadAligned(x + (3 * Vector512<float>.Count));
        }
        return Vector512.Sum(s0 + s1 + s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int reads, int start)
    {
        float* a = _streams[0] + start, b = _streams[1] + start, y = _streams[2] + start;
        for (nint i = 0; i < PartLength; i += Vector256<float>.Count)
            Value(reads, a + i, b + i).StoreAligned(y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WritePast(int reads, int start)
    {
        float* a = _streams[0] + start, b = _streams[1] + start, y = _streams[2] + start;
        for (nint i = 0; i < PartLength; i += Vector256<float>.Count)
            Value(reads, a + i, b + i).StoreAlignedNonTemporal(y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Value(int reads, float* a, float* b) => reads switch
    {
        0 => Vector256<float>.One,
        1 => Vector256.LoadAligned(a),
        _ => Vector256.LoadAligned(a) + Vector256.LoadAligned(b),
    };
}
