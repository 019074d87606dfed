using System.Globalization;

namespace AutoGrad;

public sealed partial class RandomStream : ICheckpointed
{
    private const string SeedName = "seed";
    private const string StreamName = "stream";
    private const string PositionName = "position";

    IReadOnlyDictionary<string, string> ICheckpointed.SaveState() => new Dictionary<string, string>
    {
        [SeedName] = Seed.ToString(CultureInfo.InvariantCulture),
        [StreamName] = Stream.ToString(CultureInfo.InvariantCulture),
        [PositionName] = Position.ToString(CultureInfo.InvariantCulture),
    };

    void ICheckpointed.RestoreState(IReadOnlyDictionary<string, string> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (seed, stream) = (Parse(state[SeedName]), Parse(state[StreamName]));
        if (seed != Seed || stream != Stream)
        {
            throw new ArgumentException(
                $"RandomStream: needs the state of a stream of seed {Seed} and stream {Stream}, got one of seed {seed} and stream {stream}.", nameof(state));
        }
        Position = Parse(state[PositionName]);
    }

    private static ulong Parse(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
