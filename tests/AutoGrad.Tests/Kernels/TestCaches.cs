using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

/// <summary>All tests see a small third cache, so that the same sizes, and not very large ones, are more than it holds on every machine.</summary>
internal static class TestCaches
{
#pragma warning disable CA2255 // The assembly is the tests' own, and nothing else loads it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize() => CacheSizes.Third = 4 << 20;
}
