using AutoGrad.Files;

namespace AutoGrad;

public sealed partial class TrainingCheckpoint<T>
{
    private const string FormatName = "format";
    private const string Format = "AutoGrad training checkpoint 1";
    private const string ElementsName = "elements";

    // As dots end the names of parts, no part can write these.
    private static readonly string[] Reserved = [FormatName, ElementsName];

    /// <summary>Writes all parts, as they are now. The old file stays until the new one is whole, also if the process is killed.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var tensors = new NamedTensors<T> { Metadata = { [FormatName] = Format, [ElementsName] = typeof(T).Name } };
        foreach (var (name, part) in _parts)
        {
            foreach (var (stateName, state) in part.States())
                tensors[$"{name}.{stateName}"] = ModuleFiles.Present(state);
            foreach (var (key, text) in part.Text?.SaveState() ?? new Dictionary<string, string>())
                tensors.Metadata[$"{name}.{key}"] = text;
        }
        Safetensors.Write(path, tensors);
    }

    /// <summary>Reads a file and brings all parts to where they were. Nothing changes when an exception is thrown.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NameMismatchException">The file lacks something, has something left over, or has a tensor of another shape.</exception>
    /// <exception cref="FileFormatException">The file is damaged, truncated, of another format, or of another element type.</exception>
    /// <exception cref="ArgumentException">A part refuses its state, as a random stream does that of another seed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(string path)
    {
        var tensors = Safetensors.Read<T>(path);
        var source = new FileSource("TrainingCheckpoint.Load", path);
        Require(tensors, FormatName, Format, source);
        Require(tensors, ElementsName, typeof(T).Name, source);

        var loader = new StateLoader<T>(source.Operation, path);
        foreach (var (name, part) in _parts)
            loader.Match(tensors, $"{name}.", part.States(), part.Find);
        var texts = TextsOf(tensors.Metadata);
        loader.Add(
            _parts.SelectMany(entry => Keys(entry.Value).Except(texts[entry.Key].Keys).Select(key => $"{entry.Key}.{key}")),
            [
                .. tensors.Names.Where(name => !_parts.ContainsKey(PartOf(name))),
                .. tensors.Metadata.Keys.Except(Reserved).Except(_parts.SelectMany(entry => Keys(entry.Value).Select(key => $"{entry.Key}.{key}"))),
            ]);
        loader.RequireComplete("the parts");
        Restore(texts, source);
        loader.Assign();
    }

    private static void Require(NamedTensors<T> tensors, string name, string text, FileSource source)
    {
        var found = tensors.Metadata.TryGetValue(name, out var other) ? other : "none";
        if (found != text)
            throw source.Wrong($"needs a file with the {name} {text}", FileSource.Quote(found));
    }

    private static IEnumerable<string> Keys(Part part) => part.Text?.SaveState().Keys ?? [];

    private static string PartOf(string name) => name.Split('.', 2)[0];

    private Dictionary<string, Dictionary<string, string>> TextsOf(IDictionary<string, string> metadata)
    {
        var texts = _parts.ToDictionary(entry => entry.Key, _ => new Dictionary<string, string>());
        foreach (var (name, text) in metadata)
        {
            if (name.Split('.', 2) is [var part, var key] && texts.TryGetValue(part, out var ofPart))
                ofPart.Add(key, text);
        }
        return texts;
    }

    private void Restore(Dictionary<string, Dictionary<string, string>> texts, FileSource source)
    {
        List<(ICheckpointed Part, IReadOnlyDictionary<string, string> Before)> restored = [];
        foreach (var (name, part) in _parts)
        {
            if (part.Text is null)
                continue;
            restored.Add((part.Text, part.Text.SaveState()));
            try
            {
                part.Text.RestoreState(texts[name]);
            }
            catch (Exception exception)
            {
                foreach (var (other, before) in restored)
                    other.RestoreState(before);
                if (exception is FormatException or OverflowException)
                    throw source.Wrong($"needs the state of {name} as it is saved", exception.Message.TrimEnd('.'), exception);
                throw;
            }
        }
    }
}
