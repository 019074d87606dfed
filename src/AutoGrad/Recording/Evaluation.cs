using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>
/// One evaluation of a function, recorded so that it can be differentiated. Inside an open recorder it is recorded there, and so are its
/// derivatives, which can then be differentiated again; otherwise on a tape of its own, which goes away with it. The arguments become new
/// places on the record, so that a derivative in one of them does not see the same variable used elsewhere.
/// </summary>
internal sealed class Evaluation<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _operation;
    private readonly Tape<T>? _own;
    private readonly Record<T> _record;
    private readonly Variable<T>[] _inputs;

    public Evaluation(string operation, Func<Variable<T>[], Variable<T>> function, ReadOnlySpan<Variable<T>> x)
    {
        ArgumentNullException.ThrowIfNull(function);
        foreach (var variable in x)
            ArgumentNullException.ThrowIfNull(variable, nameof(x));
        _operation = operation;
        var outer = Recorder<T>.Current?.Record;
        _own = outer is null ? new() : null;
        _record = outer ?? _own!.Record;
        _inputs = new Variable<T>[x.Length];
        try
        {
            for (var i = 0; i < x.Length; i++)
                _inputs[i] = Op.Identity(x[i]);
            Output = function([.. _inputs]) ?? throw new ArgumentException($"{operation}: needs a function that gives a variable, got null.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the function gave.</summary>
    public Variable<T> Output { get; }

    /// <summary>The output, to be kept after this evaluation.</summary>
    public Variable<T> KeptOutput => Keep(Output);

    /// <summary>The cotangents of the arguments.</summary>
    /// <param name="yBar">The cotangent of the output.</param>
    /// <param name="last">Whether nothing else will be asked of this evaluation.</param>
    public Variable<T>[] Reverse(Variable<T> yBar, bool last)
    {
        if (!DependsOnRecord)
            return Array.ConvertAll(_inputs, input => Variable.Zeros<T>(input.Shape));
        if (_own is null)
            return new ReverseSweep<T>(_operation, _record, Output, _inputs).RunOrZeros(yBar);
        using var scratch = new Scratch<T>();
        return Array.ConvertAll(new ReverseSweep<T>(_operation, _record, Output, _inputs, scratch, last).RunOrZeros(yBar), Keep);
    }

    /// <summary>The tangent of the output.</summary>
    public Variable<T> Forward(Variable<T>[] xDot)
    {
        if (!DependsOnRecord)
            return Variable.Zeros<T>(Output.Shape);
        var (yDot, wasBlocked) = ForwardSweep<T>.Run(_operation, _record, Output, _inputs, xDot);
        if (yDot is null || wasBlocked)
        {
            foreach (var input in _inputs)
                Dependency<T>.RequireDerivative(_operation, _record, Output, input);
        }
        return Keep(yDot ?? Variable.Zeros<T>(Output.Shape));
    }

    public void Dispose() => _own?.Dispose();

    private bool DependsOnRecord => _record.Owns(Output);

    /// <summary>A variable that was computed from this evaluation, to be kept after it.</summary>
    public Variable<T> Keep(Variable<T> variable) => _own is null ? variable : variable.Detach();
}
