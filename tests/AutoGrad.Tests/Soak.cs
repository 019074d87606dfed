using System.Globalization;
using AutoGrad.Tests.Files;

namespace AutoGrad.Tests;

/// <summary>Trains a small model for a long time, in a process of its own, and fails where memory grows with the number of steps.</summary>
internal static class Soak
{
    public const string Command = "soak";
    public const string LeakingCommand = "soak-leaking";

    private const int Parts = 10;

    // Less than what one small object in each step of even the short run comes to.
    private const long Tolerance = 64 << 10;

    public static int Run(string command, string steps)
    {
        var count = int.Parse(steps, CultureInfo.InvariantCulture);
        return Grows(count, isCompiled: false, command == LeakingCommand) | Grows(count, isCompiled: true, command == LeakingCommand) ? 1 : 0;
    }

    private static bool Grows(int steps, bool isCompiled, bool isLeaking)
    {
        var training = new SmallTraining<float>(1, isCompiled);
        List<object> leaked = new(isLeaking ? 2 * steps : 0);
        Train(steps / Parts);
        var before = Memory();
        var most = long.MinValue;
        for (var part = 0; part < Parts; part++)
        {
            Train(steps / Parts);
            most = Math.Max(most, Memory() - before);
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(isCompiled ? "compiled" : "eager")}: {before} bytes, and at most {most} more in {steps} steps"));
        GC.KeepAlive(training);
        GC.KeepAlive(leaked);
        return most > Tolerance;

        void Train(int count)
        {
            for (var step = 0; step < count; step++)
            {
                training.Run(1);
                if (isLeaking)
                    leaked.Add(new object());
            }
        }
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
