using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>What the figures depend on: processor, cores, caches, registers and runtime.</summary>
internal static class MachineDescription
{
    private const string Caches = "/sys/devices/system/cpu/cpu0/cache";

    public static string Text() => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {RegisterBits()}-bit vectors{CacheSizes()}; {RuntimeInformation.FrameworkDescription}.");

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        if (!File.Exists(Info))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var lines = File.ReadLines(Info).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).ToArray();
        var name = FieldOf("model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return FieldOf("cpu family") is { } family ? $"{name} (family {family}, model {FieldOf("model")})" : name;

        string? FieldOf(string field) => lines.FirstOrDefault(line => line.Length == 2 && line[0] == field)?[1];
    }

    private static int RegisterBits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string CacheSizes() => !Directory.Exists(Caches) ? "" : ", caches of core 0 " + string.Join(
        ", ",
        from folder in Directory.GetDirectories(Caches, "index*").Order(StringComparer.Ordinal)
        let type = Read(folder, "type")
        where type != "Instruction"
        select $"L{Read(folder, "level")} {Read(folder, "size")}");

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();
}
