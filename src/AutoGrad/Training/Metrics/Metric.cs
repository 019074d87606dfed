using System.Numerics;

namespace AutoGrad;

/// <summary>A figure of how well a model does on data that come batch by batch: <c>Reset</c>, then <c>Add</c> for each batch, then <c>Value</c>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public abstract class Metric<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What it is called in reports, without tabs and line ends.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a larger value is better.</summary>
    public abstract bool IsBetterWhenLarger { get; }

    /// <summary>The figure of all that was added since <see cref="Reset"/>; NaN where nothing was.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets what was added.</summary>
    public abstract void Reset();

    /// <summary>Adds a batch.</summary>
    /// <param name="output">What the model gave, [rows, ..].</param>
    /// <param name="target">What it should have given, [rows, ..].</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public abstract void Add(Variable<T> output, Variable<T> target);

    /// <summary>The figure of one batch alone; what was added before is forgotten.</summary>
    /// <inheritdoc cref="Add"/>
    public double Of(Variable<T> output, Variable<T> target)
    {
        Reset();
        Add(output, target);
        return Value;
    }
}
