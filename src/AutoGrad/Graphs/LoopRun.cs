using System.Numerics;
using AutoGrad.Graphs.Compilation;
using AutoGrad.Memory;

namespace AutoGrad.Graphs;

/// <summary>The compiled body of a loop, with the arrays that its carries take turns in: for one run at a time, again and again.</summary>
internal sealed class LoopRun<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Loop<T> _loop;
    private readonly Program<T> _program;
    private readonly Variable<T>[] _inputs;
    private readonly T[][] _carries;
    private readonly T[][] _next;
    private readonly int[] _sizesOfInputs;
    private readonly int[] _sizesOfOutputs;

    public LoopRun(Loop<T> loop)
    {
        (_loop, _program) = (loop, ProgramBuilder<T>.Build(loop.Body.Simplify()));
        _sizesOfInputs = [.. Enumerable.Range(0, loop.Inputs).Select(i => loop.ShapeOfInput(i).Size)];
        _sizesOfOutputs = [.. Enumerable.Range(0, loop.Outputs).Select(o => loop.ShapeOfOutput(o).Size)];
        _inputs = [.. Enumerable.Range(0, loop.Inputs).Select(i => new Variable<T>(loop.ShapeOfInput(i), Storage<T>.Borrowed()))];
        _carries = Array.ConvertAll(_sizesOfInputs[..loop.Carries], size => new T[size]);
        _next = Array.ConvertAll(_carries, carry => new T[carry.Length]);
    }

    /// <summary>Runs all steps.</summary>
    public void Run(ReadOnlySpan<Variable<T>> x, Span<T> flat)
    {
        try
        {
            Begin(x);
            var before = flat[_loop.SizeOfResults..];
            for (var step = 0; step < _loop.Length; step++)
                RunStep(_loop.IsReversed ? _loop.Length - 1 - step : step, x, flat, before);
            var place = 0;
            foreach (var carry in _carries)
            {
                carry.CopyTo(flat[place..]);
                place += carry.Length;
            }
        }
        finally
        {
            _program.Unbind();
            foreach (var input in _inputs)
                input.Storage.Point(null, 0);
        }
    }

    private void Begin(ReadOnlySpan<Variable<T>> x)
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            var values = x[i].Values;
            if (i < _carries.Length)
            {
                values.CopyTo(_carries[i]);
                _inputs[i].Storage.Point(_carries[i], 0);
            }
            else
            {
                _inputs[i].Storage.Point(x[i].Storage.Array, x[i].Storage.Offset);
            }
        }
    }

    private void RunStep(int t, ReadOnlySpan<Variable<T>> x, Span<T> flat, Span<T> before)
    {
        for (var i = _carries.Length; i < _carries.Length + _loop.Stacked; i++)
        {
            var stack = x[i].Storage;
            _inputs[i].Storage.Point(stack.Array, stack.Offset + (t * _sizesOfInputs[i]));
        }
        var start = 0;
        foreach (var carry in _carries)
        {
            carry.CopyTo(before[(start + (t * carry.Length))..]);
            start += carry.Length * _loop.Length;
        }
        _program.Run(_inputs);
        start = _loop.SizeOfCarries;
        for (var o = _carries.Length; o < _sizesOfOutputs.Length; o++)
        {
            _program.Outputs[o].Values.CopyTo(flat[(start + (t * _sizesOfOutputs[o]))..]);
            start += _sizesOfOutputs[o] * _loop.Length;
        }
        // All new carries before any old one is overwritten: one may be another.
        for (var c = 0; c < _carries.Length; c++)
            _program.Outputs[c].Values.CopyTo(_next[c]);
        for (var c = 0; c < _carries.Length; c++)
        {
            (_carries[c], _next[c]) = (_next[c], _carries[c]);
            _inputs[c].Storage.Point(_carries[c], 0);
        }
    }
}
