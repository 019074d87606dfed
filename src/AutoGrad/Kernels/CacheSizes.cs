using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>The caches of this machine, as its processor or its system describes them.</summary>
internal static class CacheSizes
{
    // What most processors have at least, and what still fits where the second cache is shared and huge, in bytes.
    private const int Usual = 512 * 1024;
    private const int Least = 256 * 1024;
    private const int Most = 2 * 1024 * 1024;

    private const int IntelLeaf = 4;
    private const int AmdLeaf = unchecked((int)0x8000001D);
    private const int HighestExtendedLeaf = unchecked((int)0x80000000);
    private const string Described = "/sys/devices/system/cpu/cpu0/cache/index";

    // Of a cache that all cores share, and that is said to be huge, some cores have a part.
    private const long LeastShared = 16L << 20;
    private const long MostShared = 64L << 20;

    /// <summary>The bytes of a core's second cache: a power of two between 256 KiB and 2 MiB. Tests say that it is smaller; no result depends on it.</summary>
    public static int Second { get; internal set; } = Rounded(FromProcessor(2) ?? FromSystem(2) ?? Usual);

    /// <summary>The bytes of the third cache, between 16 and 64 MiB; the former where there is none. Tests say that it is smaller; no result depends on it.</summary>
    public static long Third { get; internal set; } = Math.Clamp(FromProcessor(3) ?? FromSystem(3) ?? LeastShared, LeastShared, MostShared);

    /// <summary>The largest power of two that is not above the size, within the bounds.</summary>
    internal static int Rounded(long bytes) => (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(bytes, Least, Most) / 2 + 1);

    // Each sub-leaf describes a cache: level in bits 5 to 7 of EAX; ways, partitions and line size, each less one, in EBX; sets less one in ECX.
    // Intel, Software Developer's Manual, volume 2, CPUID leaf 4; AMD, Programmer's Manual, volume 3, function 8000_001D.
    internal static long? FromProcessor(int level)
    {
        if (!X86Base.IsSupported)
            return null;
        var isAmd = unchecked((uint)X86Base.CpuId(HighestExtendedLeaf, 0).Eax) >= unchecked((uint)AmdLeaf) && X86Base.CpuId(AmdLeaf, 0).Eax != 0;
        if (!isAmd && X86Base.CpuId(0, 0).Eax < IntelLeaf)
            return null;
        for (var index = 0; index < 8; index++)
        {
            var (eax, ebx, ecx, _) = X86Base.CpuId(isAmd ? AmdLeaf : IntelLeaf, index);
            if ((eax & 31) == 0)
                return null;
            if (((eax >> 5) & 7) == level)
                return (((ebx >> 22) & 0x3FF) + 1L) * (((ebx >> 12) & 0x3FF) + 1) * ((ebx & 0xFFF) + 1) * (ecx + 1L);
        }
        return null;
    }

    internal static long? FromSystem(int level)
    {
        try
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{Described}{level}/size");
            var text = File.Exists(file) ? File.ReadAllText(file).AsSpan().Trim() : default;
            return text.EndsWith("K") && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes) ? kibibytes * 1024L : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
