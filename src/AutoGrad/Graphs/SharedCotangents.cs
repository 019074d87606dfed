using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Graphs;

/// <summary>The cotangents of all inputs of an operation, computed together and asked for one by one.</summary>
internal sealed class SharedCotangents<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConditionalWeakTable<Variable<T>, Answer> _answers = [];

    /// <summary>What was made for the cotangent of an output within a mask in the recorder that is open, or else what is made now.</summary>
    public Variable<T> Of(Variable<T> y, Variable<T> yBar, Variable<T>? support, Func<Variable<T>> make)
    {
        var recorder = Recorder<T>.Current;
        if (recorder is not null && _answers.TryGetValue(yBar, out var answer) && answer.IsFor(y, support, recorder))
            return answer.Flat;
        answer = new(y, support, recorder, make());
        _answers.AddOrUpdate(yBar, answer);
        return answer.Flat;
    }

    private sealed class Answer(Variable<T> y, Variable<T>? support, Recorder<T>? recorder, Variable<T> flat)
    {
        private readonly WeakReference<Recorder<T>?> _recorder = new(recorder);

        public Variable<T> Flat => flat;

        /// <summary>Whether it was given for the same output and mask to the same recorder, which still has it.</summary>
        public bool IsFor(Variable<T> output, Variable<T>? within, Recorder<T> current) => ReferenceEquals(y, output) && ReferenceEquals(support, within)
            && _recorder.TryGetTarget(out var known) && ReferenceEquals(known, current) && (flat.IsTraced || flat.Storage.Array is not null);
    }
}
