using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace AutoGrad.Testing;

/// <summary>Runs a property over random cases, from any test framework.</summary>
/// <remarks>
/// Each run tries new cases, unless the environment variable <c>AUTOGRAD_SEED</c> holds a whole number: then every run with that number tries the
/// same ones, other ones for each name.
/// </remarks>
public static class PropertyRunner
{
    /// <summary>The environment variable that fixes the cases.</summary>
    internal const string SeedVariable = "AUTOGRAD_SEED";

    /// <summary>Runs a property; where it fails, finds the smallest case that fails and throws.</summary>
    /// <param name="name">The name of the property, for the message.</param>
    /// <param name="cases">Where the cases come from, and how they shrink.</param>
    /// <param name="property">The property: it throws for a case in which it does not hold.</param>
    /// <param name="replaySeed">The seed that a failure printed, to meet it again; null for new cases.</param>
    /// <param name="count">How many cases to try.</param>
    /// <exception cref="PropertyFailedException">The property does not hold.</exception>
    /// <exception cref="FormatException">The seed is not one that a failure printed.</exception>
    public static void Check<T>(string name, Arbitrary<T> cases, Action<T> property, string? replaySeed = null, int count = 10)
    {
        var config = Config.Quick.WithMaxTest(count).WithQuietOnSuccess(true).WithRunner(new Runner(name));
        if (replaySeed is not null)
            config = config.WithReplay(ParseSeed(replaySeed));
        else if (ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var number))
            config = config.WithReplay(FSharpOption<Replay>.Some(new(new Rnd(SeedOf(name, number), OddNumber), FSharpOption<int>.None)));
        FsCheck.Check.One(name, config, Prop.ForAll(cases, property));
    }

    // The increment of the generator, which has to be odd: 2⁶⁴ over the golden ratio.
    private const ulong OddNumber = 0x9E3779B97F4A7C15;

    private static ulong SeedOf(string name, ulong seed)
    {
        foreach (var letter in name)
            seed = (seed ^ letter) * OddNumber;
        return seed;
    }

    private static FSharpOption<Replay> ParseSeed(string seed)
    {
        var parts = seed.Split(',');
        if (parts.Length != 3)
            throw new FormatException($"Check: needs a replay seed of three numbers with commas between them, got {seed}.");
        var rnd = new Rnd(ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        return FSharpOption<Replay>.Some(new(rnd, FSharpOption<int>.Some(int.Parse(parts[2], CultureInfo.InvariantCulture))));
    }

    private sealed class Runner(string name) : IRunner
    {
        public void OnStartFixture(Type t) { }

        public void OnArguments(
            int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        { }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink) { }

        public void OnFinished(string _, TestResult result)
        {
            if (result is TestResult.Exhausted exhausted)
                throw new PropertyFailedException($"{name}: only {exhausted.Item.NumberOfTests} cases could be made.");
            if (result is not TestResult.Failed failed)
                return;
            var (original, shrunk, rnd) = (failed.Item2, failed.Item3, failed.Item6);
            var seed = string.Create(CultureInfo.InvariantCulture, $"{rnd.Seed},{rnd.Gamma},{failed.Item7}");
            var cause = (failed.Item4 as Outcome.Failed)?.Item;
            throw new PropertyFailedException(
                $"{name} does not hold.\n" +
                $"  smallest case: {string.Join("; ", shrunk)}\n" +
                $"  first case: {string.Join("; ", original)}\n" +
                $"  replay seed: {seed}\n" +
                (cause is null ? "" : $"{cause.GetType().Name}: {cause.Message}"), cause!)
            {
                ReplaySeed = seed,
            };
        }
    }
}
