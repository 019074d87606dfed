using System.Globalization;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>What the modes of the program are told.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Only">The text that the names of what is timed must have.</param>
/// <param name="Quick">Whether each is to be tried rather than timed.</param>
/// <param name="Arguments">The same as it was written.</param>
internal sealed record RunOptions(string Mode, string Only, bool Quick, string Arguments)
{
    /// <summary>The command line.</summary>
    public string Command => $"{Variables}dotnet run -c Release --project benchmarks/AutoGrad.Benchmarks -- {Mode}{Arguments}";

    /// <summary>Whether the runtime is told to hide vectors of 512 bits.</summary>
    public static bool HidesWidestVectors => Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0";

    // What is measured depends on them: our vectors, and the other side's.
    private string Variables => Assignment("DOTNET_EnableAVX512") + (Mode == "pytorch" ? Assignment("OPENBLAS_CORETYPE") : "");

    /// <summary>Reads the arguments and sets the number of threads; where they cannot be read, says so and gives null.</summary>
    public static RunOptions? Read(string mode, string[] args)
    {
        var options = new RunOptions(mode, "", false, string.Concat(args.Select(argument => $" {argument}")));
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--only" when i + 1 < args.Length:
                    options = options with { Only = args[++i] };
                    break;
                case "--threads" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    AutoGradSettings.Threads = threads;
                    i++;
                    break;
                case "--quick":
                    options = options with { Quick = true };
                    break;
                default:
                    Console.Error.WriteLine($"{mode}: cannot read '{args[i]}'; usage: {mode} [--only TEXT] [--threads N] [--quick]");
                    return null;
            }
        }
        return options;
    }

    private static string Assignment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? $"{name}={value} " : "";

    public bool Includes(string name) => name.Contains(Only, StringComparison.Ordinal);
}
