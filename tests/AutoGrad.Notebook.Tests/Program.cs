namespace AutoGrad.Notebook.Tests;

/// <summary>The program that tests start in a process of its own, to end it by a signal.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments is [SignalTests.Command, var path] ? SignalTests.Wait(path) : 2;
}
