using System.Numerics;
using AutoGrad.Graphs.Printing;

namespace AutoGrad;

public static partial class Graph
{
    /// <summary>Reads a program that <see cref="Graph{T}.ToString"/> has written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="states">The live states that the program reads and assigns; each is found by its name.</param>
    /// <param name="primitives">Operations that are not of this library: their records, generic or not.</param>
    /// <exception cref="GraphTextException">The text is not that of a program. The message tells the line, the column, and what was expected.</exception>
    public static Graph<T> Parse<T>(string text, IEnumerable<State<T>>? states = null, params Type[] primitives) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(primitives);
        Dictionary<string, State<T>> named = [];
        foreach (var state in states ?? [])
        {
            if (!named.TryAdd(state.Name, state) && named[state.Name] != state)
                throw new ArgumentException($"{nameof(Parse)}: needs states of different names, got two called {state.Name}.", nameof(states));
        }
        return GraphParser<T>.Parse(text, named, primitives);
    }
}

public sealed partial class Graph<T> : IEquatable<Graph<T>>
{
    /// <summary>
    /// The program as numbered single assignments, a line each: <c>v3 [2, 4] = MatMul(v0, v1){TransposeA: false, TransposeB: false}</c>.
    /// <see cref="Graph.Parse"/> reads it back.
    /// </summary>
    /// <exception cref="GraphTextException">An operation has an argument that cannot be written, such as a function.</exception>
    public override string ToString() => GraphWriter.Write(this);

    /// <summary>Whether the other is the same program of the same states, value by value. Random streams are the same at the same position.</summary>
    public bool Equals(Graph<T>? other) => ReferenceEquals(this, other) || (other is not null
        && _nodes.Length == other._nodes.Length
        && States.SequenceEqual(other.States) && _updates.AsSpan().SequenceEqual(other._updates)
        && ToString() == other.ToString());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Graph<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_nodes.Length, _inputs.Length, _outputs.Length, _updates.Length);
}
