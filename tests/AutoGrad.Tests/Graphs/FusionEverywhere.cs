using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AutoGrad.Graphs.Compilation;

namespace AutoGrad.Tests.Graphs;

/// <summary>The values in tests are small: every program gets its fused loops and reductions, or few laws would see one.</summary>
internal static class FusionEverywhere
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "This is a test project.")]
    public static void SetUp() => (Fusion.SmallestWork, Fusion.SmallestReduced) = (0, 0);
}
