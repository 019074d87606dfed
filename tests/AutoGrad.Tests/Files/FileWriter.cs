using System.Diagnostics;
using System.Globalization;
using AutoGrad.Tests.Shared;

namespace AutoGrad.Tests.Files;

/// <summary>Writes one file again and again, in a process of its own, until it is killed. Each content is known by its number.</summary>
internal static class FileWriter
{
    public const string Command = "write-files";

    private const string Number = "number";
    private const int Size = 100_000;

    /// <summary>Goes on from the file that is there, and prints the number of each that is written.</summary>
    public static int Run(string path)
    {
        for (var number = File.Exists(path) ? Check(path) + 1 : 1; ; number++)
        {
            Safetensors.Write(path, new NamedTensors<float>
            {
                ["x"] = Variable.Full<float>([Size], number),
                Metadata = { [Number] = number.ToString(CultureInfo.InvariantCulture) },
            });
            Console.Out.WriteLine(number);
            Console.Out.Flush();
        }
    }

    public static Process Start(string path) => ChildProcess.Start(typeof(FileWriter).Assembly, Command, path);

    /// <summary>The number of the file, which is whole.</summary>
    public static int Check(string path)
    {
        var read = Safetensors.Read<float>(path);
        var number = int.Parse(read.Metadata[Number], CultureInfo.InvariantCulture);
        Assert.True(read["x"].ToArray().AsSpan().IndexOfAnyExcept(number) < 0);
        return number;
    }
}
