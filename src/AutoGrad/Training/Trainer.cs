using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Trains a model on batches, epoch by epoch: a step of the optimizer for each batch, compiled unless asked otherwise, and after each epoch a look at
/// what is held out. It does nothing that a loop of ten lines could not; it adds a line of progress, a history, schedules, early stopping,
/// checkpoints and a way to stop in between.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed partial class Trainer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T> _model;
    private readonly Optimizer<T> _optimizer;
    private readonly Func<Variable<T>, Variable<T>, Variable<T>> _loss;
    private readonly CompiledFunction<T> _step;
    private readonly CompiledFunction<T> _evaluation;
    private readonly EpochMean _mean = new();

    /// <summary>Makes a trainer.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">How; it has the parameters of the model.</param>
    /// <param name="loss">The loss, of one element, a mean over rows, of what the model gives and the target: <c>(y, target) => Loss.CrossEntropy(y, target)</c>.</param>
    public Trainer(Module<T> model, Optimizer<T> optimizer, Func<Variable<T>, Variable<T>, Variable<T>> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        (_model, _optimizer, _loss) = (model, optimizer, loss);
        _step = Graph.Compile<T>(Step);
        _evaluation = Graph.Compile<T>(v => Evaluation(v[0], v[1]));
    }

    /// <summary>Whether steps are compiled, as they are if nothing is said. The results are the same, bit for bit.</summary>
    public bool IsCompiled { get; init; } = true;

    /// <summary>What is measured of what is held out after each epoch, each of a name of its own.</summary>
    public IReadOnlyList<Metric<T>> Metrics { get; init; } = [];

    /// <summary>When to stop before all epochs are made; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>A schedule of the learning rate that goes on with each step, or null.</summary>
    public Scheduler<T>? StepSchedule { get; init; }

    /// <summary>A schedule of the learning rate that goes on with each epoch, or null.</summary>
    public Scheduler<T>? EpochSchedule { get; init; }

    /// <summary>What lowers the learning rate when the held-out loss, or that of the training where nothing is held out, gets no better; or null.</summary>
    public ReduceOnPlateau<T>? Plateau { get; init; }

    /// <summary>Called after each step.</summary>
    public Action<BatchReport>? BatchEnded { get; init; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochReport>? EpochEnded { get; init; }

    /// <summary>Where a line for each epoch is written; null for nowhere. It is the console if nothing is said.</summary>
    public TextWriter? Output { get; init; } = Console.Out;

    /// <summary>Whether a line also tells how an epoch goes on, and is written over in place: so at a terminal, if nothing is said.</summary>
    public bool ShowsSteps { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Measures the time that is left.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the epochs came to, of this trainer's training from its start on.</summary>
    public TrainingHistory History { get; } = new();

    /// <summary>How far the training has come.</summary>
    public TrainingProgress Progress { get; } = new();

    private Variable<T> Step(Variable<T> x, Variable<T> target)
    {
        var loss = _loss(_model.Forward(x), target);
        _optimizer.Minimize(loss);
        return loss;
    }

    private Variable<T>[] Evaluation(Variable<T> x, Variable<T> target)
    {
        var output = _model.Forward(x);
        return [output, _loss(output, target)];
    }
}
