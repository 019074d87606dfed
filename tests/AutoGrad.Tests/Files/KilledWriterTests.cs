using System.Globalization;

namespace AutoGrad.Tests.Files;

/// <summary>A process that is killed while it writes loses nothing. AUTOGRAD_KILLS says how often it is, instead of 20 times.</summary>
public class KilledWriterTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("AUTOGRAD_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public void AWriterThatIsKilled_LeavesTheLastWholeFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.safetensors");
        var random = new RandomStream(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = FileWriter.Start(path);
            var last = writer.StandardOutput.ReadLine();
            Thread.Sleep(random.Next(30));
            writer.Kill();
            while (writer.StandardOutput.ReadLine() is { } line)
                last = line;
            writer.WaitForExit();
            Assert.NotEqual(0, writer.ExitCode);

            // The process may have died between the writing of a file and the printing of its number.
            var printed = int.Parse(last!, CultureInfo.InvariantCulture);
            Assert.InRange(FileWriter.Check(path), printed, printed + 1);
        }
    }
}
