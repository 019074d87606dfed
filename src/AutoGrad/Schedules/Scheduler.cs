using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Gives the learning rates of a schedule to an optimizer, step by step. A compiled step of the optimizer sees each, since the rate is a state. Not to be
/// used within a function that is traced: what is done there is done once.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Scheduler<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly State<T> _position = new(0, "position");

    /// <summary>Makes a scheduler and sets the optimizer's learning rate to the first of the schedule.</summary>
    /// <param name="optimizer">Whose learning rate it sets.</param>
    /// <param name="schedule">The rates.</param>
    public Scheduler(Optimizer<T> optimizer, Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(schedule);
        (Optimizer, Schedule) = (optimizer, schedule);
        optimizer.SetLearningRate(schedule.At(0));
    }

    /// <summary>Whose learning rate it sets.</summary>
    public Optimizer<T> Optimizer { get; }

    /// <summary>The rates.</summary>
    public Schedule Schedule { get; }

    /// <summary>What it remembers: the position. Restored together with the states of the optimizer, a training goes on as it would have.</summary>
    public IReadOnlyList<State<T>> States => [_position];

    /// <summary>How many steps were made. Setting it sets the learning rate as well.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or too large to be held exactly, above 2²⁴ in float.</exception>
    public long Position
    {
        get => long.CreateTruncating(_position.Variable.Scalar);
        set
        {
            var position = T.CreateTruncating(value);
            Guard.Argument(value >= 0 && long.CreateTruncating(position) == value, nameof(Scheduler<>),
                $"needs a position of at least 0 that {typeof(T).Name} holds exactly", $"{value}", nameof(value));
            var rate = Schedule.At(value);
            _position.Assign(Variable.Scalar(position));
            Optimizer.SetLearningRate(rate);
        }
    }

    /// <summary>Goes to the next rate. To be called after each step of the optimizer, or after each epoch, as the schedule counts.</summary>
    public void Step() => Position++;
}
