namespace AutoGrad;

public abstract partial class Module<T>
{
    private (string Path, ModuleObserver<T> Observer)[] _observers = [];

    /// <summary>
    /// Shows what this module and each module in it gives, with its path, the empty one for this module, until the result is disposed:
    /// <c>using (model.Watch((name, y) => Console.WriteLine($"{name} {y.Shape}"))) model.Forward(x);</c>
    /// </summary>
    /// <param name="observer">Called after each application, in the order in which they end. It can read the values, and changes nothing.</param>
    /// <returns>What ends it when it is disposed.</returns>
    /// <remarks>
    /// A program that is traced or compiled shows its outputs once, when it is traced: they have shapes and no values.
    /// </remarks>
    public IDisposable Watch(Action<string, Variable<T>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Observe(new OutputObserver(observer));
    }

    /// <summary>
    /// Shows the cotangents of what this module and each module in it gives, with its path, until the result is disposed: whenever a derivative
    /// is taken on a tape, from the last output to the first.
    /// </summary>
    /// <param name="observer">
    /// Called with the whole cotangent, of the shape of the output, before it goes on to the inputs. It can read the values, and changes nothing.
    /// </param>
    /// <returns>What ends it when it is disposed; outputs that were recorded by then are shown still.</returns>
    /// <remarks>
    /// An output that the derivative does not need is not shown, and neither is one that is the input of the model itself. A program that is
    /// traced or compiled shows cotangents once, when it is traced: they have shapes and no values.
    /// </remarks>
    public IDisposable WatchGradients(Action<string, Variable<T>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Observe(new GradientObserver(observer));
    }

    /// <summary>
    /// Applies the function of a module that takes more than <see cref="Forward"/> does, so that <see cref="Watch"/> shows its output.
    /// </summary>
    /// <param name="compute">Gives the output.</param>
    protected Variable<T> Observed(Func<Variable<T>> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var observers = _observers;
        foreach (var (path, observer) in observers)
            observer.Enter(path);
        var output = compute();
        foreach (var (path, observer) in observers)
            observer.Leave(path, output);
        return output;
    }

    /// <summary>Has an observer told of this module and of all modules in it, until the result is disposed.</summary>
    private Observation Observe(ModuleObserver<T> observer)
    {
        var modules = NamedModules;
        foreach (var (path, module) in modules)
            module._observers = [.. module._observers, (path, observer)];
        return new(() =>
        {
            foreach (var (_, module) in modules)
                module._observers = Array.FindAll(module._observers, entry => entry.Observer != observer);
        });
    }

    private sealed class Observation(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class OutputObserver(Action<string, Variable<T>> observer) : ModuleObserver<T>
    {
        public override void Leave(string path, Variable<T> output) => observer(path, output);
    }

    private sealed class GradientObserver(Action<string, Variable<T>> observer) : ModuleObserver<T>
    {
        public override void Leave(string path, Variable<T> output)
        {
            if (output.Origin is Recording.Record<T> { IsClosed: false } record)
                record.Watch(output.Index, yBar => observer(path, yBar));
        }
    }
}
