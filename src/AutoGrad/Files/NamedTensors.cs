using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Tensors by name, in the order in which they were added, and text by name: the content of a file. A <see cref="Variable{T}"/> has the exact
/// shape, [] too, and a <see cref="System.Numerics.Tensors.Tensor{T}"/> converts to one: <c>new NamedTensors&lt;float&gt; { ["w"] = w }</c>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "The plural says that there are several.")]
public sealed class NamedTensors<T> : IReadOnlyCollection<KeyValuePair<string, Variable<T>>> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrderedDictionary<string, Variable<T>> _tensors = [];

    /// <summary>The number of tensors.</summary>
    public int Count => _tensors.Count;

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. _tensors.Keys];

    /// <summary>Text that goes with the tensors, by name. Npz files have no place for it.</summary>
    public IDictionary<string, string> Metadata { get; } = new OrderedDictionary<string, string>();

    /// <summary>A tensor by its name. Setting one that is there replaces it.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UnknownNameException">There is no tensor by this name.</exception>
    public Variable<T> this[string name]
    {
        get => _tensors.TryGetValue(name, out var tensor)
            ? tensor
            : throw new UnknownNameException(Count == 0
                ? $"NamedTensors: needs the name of a tensor, of which there are none, got {name}."
                : $"NamedTensors: needs the name of a tensor, one of {string.Join(", ", _tensors.Keys)}, got {name}.");
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(value);
            _tensors[name] = value;
        }
    }

    /// <summary>Gives the tensor by this name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Variable<T>? tensor) => _tensors.TryGetValue(name, out tensor);

    /// <summary>Enumerates the tensors with their names, in the order in which they were added.</summary>
    public IEnumerator<KeyValuePair<string, Variable<T>>> GetEnumerator() => _tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
