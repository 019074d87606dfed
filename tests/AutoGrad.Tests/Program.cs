using AutoGrad.Tests.Files;

namespace AutoGrad.Tests;

/// <summary>The program that tests start in a process of its own, in order to end it at any moment.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments is [FileWriter.Command, var path] ? FileWriter.Run(path) : 1;
}
