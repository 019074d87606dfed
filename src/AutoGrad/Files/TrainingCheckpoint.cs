using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Keeps a whole training in one safetensors file: models, optimizers, schedules, random streams, and how far it has come. A training that goes
/// on from the file gives the same bits as one that was never interrupted, eagerly and compiled.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// <para>
/// The program that goes on makes the same objects again, adds them by the same names, and loads the file. A tensor is called by the name of its
/// part, a dot and its own name, as in <c>model.0.weight</c>, so that <c>model.Load(path, prefix: "model.")</c> takes the model alone.
/// </para>
/// <para>All that a step draws from or counts with must be added: a random stream that dropout uses, too.</para>
/// </remarks>
public sealed partial class TrainingCheckpoint<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrderedDictionary<string, Part> _parts = [];

    /// <summary>Adds the parameters and other states of a model.</summary>
    /// <param name="name">A name without dots that no other part has.</param>
    /// <param name="model">The model.</param>
    /// <returns>This checkpoint.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is used already.</exception>
    public TrainingCheckpoint<T> Add(string name, Module<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Add(name, new Part(() => ModuleFiles.NamedStates(model), model.FindState, null));
    }

    /// <summary>Adds what an optimizer remembers, the learning rate among it.</summary>
    /// <param name="name">A name without dots that no other part has.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <inheritdoc cref="Add(string, Module{T})"/>
    public TrainingCheckpoint<T> Add(string name, Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return Add(name, new Part(() => optimizer.States.Select(state => (state.Name, state)), _ => null, null));
    }

    /// <summary>Adds a state of your own, by its own name behind that of the part.</summary>
    /// <param name="name">A name without dots that no other part has.</param>
    /// <param name="state">The state.</param>
    /// <inheritdoc cref="Add(string, Module{T})"/>
    public TrainingCheckpoint<T> Add(string name, State<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Add(name, new Part(() => [(state.Name, state)], _ => null, null));
    }

    /// <summary>Adds what is not a tensor: a <see cref="RandomStream"/>, a <see cref="TrainingProgress"/>, a schedule.</summary>
    /// <param name="name">A name without dots that no other part has.</param>
    /// <param name="part">The part.</param>
    /// <inheritdoc cref="Add(string, Module{T})"/>
    public TrainingCheckpoint<T> Add(string name, ICheckpointed part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Add(name, new Part(() => [], _ => null, part));
    }

    private TrainingCheckpoint<T> Add(string name, Part part)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('.', StringComparison.Ordinal) || !_parts.TryAdd(name, part))
            throw new ArgumentException($"TrainingCheckpoint: needs a name without dots that no other part has, got {name}.", nameof(name));
        return this;
    }

    // The states are asked for each time, since a model may grow and rename them.
    private sealed record Part(Func<IEnumerable<(string Name, State<T> State)>> States, Func<string, State<T>?> Find, ICheckpointed? Text);
}
