using System.Runtime.CompilerServices;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Shared;

/// <summary>
/// The tests try the same random cases each time, so that a change and nothing else turns them red. <c>AUTOGRAD_SEED=2 dotnet test</c> tries
/// others, and <c>AUTOGRAD_SEED=any</c> others each time.
/// </summary>
internal static class FixedCases
{
    [ModuleInitializer]
    public static void Fix()
    {
        if (Environment.GetEnvironmentVariable(PropertyRunner.SeedVariable) is null)
            Environment.SetEnvironmentVariable(PropertyRunner.SeedVariable, "1");
    }
}
