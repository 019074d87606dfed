using System.Globalization;
using System.Numerics;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Files;

/// <summary>A training with everything that remembers something: dropout, a running mean, moments, a schedule, and shuffled batches.</summary>
internal sealed class SmallTraining<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BatchesInAnEpoch = 3;

    private readonly RandomStream _dropout = new(5, 6);
    private readonly Adam<T> _optimizer;
    private readonly HalvingRate _schedule;
    private readonly Func<Variable<T>, Variable<T>, Variable<T>> _step;

    public SmallTraining(ulong seed, bool isCompiled)
    {
        Model = new(new RandomStream(seed), _dropout);
        _optimizer = new(Model.Parameters, 0.05);
        _schedule = new(_optimizer);
        var compiled = Graph.Compile<T>(Step);
        _step = isCompiled ? (x, target) => compiled.Invoke(x, target) : Step;
        Checkpoint = new TrainingCheckpoint<T>()
            .Add("model", Model).Add("optimizer", _optimizer).Add("schedule", _schedule).Add("dropout", _dropout).Add("progress", Progress);
    }

    public Network Model { get; }

    public TrainingProgress Progress { get; } = new();

    public TrainingCheckpoint<T> Checkpoint { get; }

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var random = new RandomStream(9, (ulong)Progress.Epoch) { Position = (ulong)Progress.Batch * 1000 };
            _step(Normal<T>([4, 3], random), Normal<T>([4, 1], random));
            Progress.EndBatch();
            _schedule.EndStep();
            if (Progress.Batch == BatchesInAnEpoch)
                Progress.EndEpoch();
        }
    }

    private Variable<T> Step(Variable<T> x, Variable<T> target)
    {
        using var tape = new Tape<T>();
        var loss = Loss.MeanSquaredError(Model.Forward(x), target);
        _optimizer.Minimize(loss);
        return loss;
    }

    internal sealed class Network : Module<T>
    {
        private readonly RandomStream _random;
        private readonly Linear<T> _first;
        private readonly Linear<T> _second;
        private readonly State<T> _mean;

        public Network(RandomStream random, RandomStream dropout)
        {
            _random = dropout;
            _first = AddChild("first", new Linear<T>(3, 5, random));
            _second = AddChild("second", new Linear<T>(5, 1, random));
            _mean = AddState("mean", Variable.Zeros<T>([5]));
        }

        protected override Variable<T> Compute(Variable<T> x)
        {
            var h = Tanh(_first.Forward(x));
            _mean.Assign((0.9 * _mean.Variable) + (0.1 * StopGradient(Mean(h, 0))));
            return _second.Forward((h - _mean) * Bernoulli<T>(h.Shape, 0.5, _random));
        }
    }

    /// <summary>Halves the learning rate every four steps.</summary>
    private sealed class HalvingRate(Adam<T> optimizer) : ICheckpointed
    {
        private int _step;

        public void EndStep()
        {
            if (++_step % 4 == 0)
                optimizer.SetLearningRate(0.05 * Math.Pow(0.5, _step / 4));
        }

        public IReadOnlyDictionary<string, string> SaveState() =>
            new Dictionary<string, string> { ["step"] = _step.ToString(CultureInfo.InvariantCulture) };

        public void RestoreState(IReadOnlyDictionary<string, string> state) => _step = int.Parse(state["step"], CultureInfo.InvariantCulture);
    }
}
