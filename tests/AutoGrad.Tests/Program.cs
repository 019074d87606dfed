using AutoGrad.Tests.Files;
using AutoGrad.Tests.Training;

namespace AutoGrad.Tests;

/// <summary>The program that tests start in a process of its own: to end it at any moment, to interrupt it, or to see its memory alone.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments switch
    {
        [FileWriter.Command, var path] => FileWriter.Run(path),
        [InterruptedTraining.Command, var path, var isCompiled, var pause] => InterruptedTraining.Run(path, isCompiled, pause),
        [Soak.Command or Soak.LeakingCommand, var steps] => Soak.Run(arguments[0], steps),
        _ => 2,
    };
}
