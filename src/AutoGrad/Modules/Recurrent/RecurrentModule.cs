using System.Numerics;

namespace AutoGrad;

/// <summary>
/// What the recurrent layers have in common: layers one after the other, each of which goes through a sequence step by step, from its first
/// element to its last or, beside that, back. Each layer k has the parameters <c>weight_ih_lk</c> [gates · width, inputs], <c>weight_hh_lk</c>
/// [gates · width, width], <c>bias_ih_lk</c> and <c>bias_hh_lk</c> [gates · width]; those of the way back end in <c>_reverse</c>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// Names, layout and first values are those of PyTorch. A layer is one <see cref="Op.Scan{T}(Func{Variable{T}, Variable{T}, ValueTuple{Variable{T}, Variable{T}}}, Variable{T}, Variable{T}, bool)"/>,
/// after one product for the inputs of all steps.
/// </remarks>
public abstract class RecurrentModule<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _name;
    private readonly int _inputs;
    private readonly bool _batchFirst;
    private readonly Pass[] _passes;
    private readonly Dropout<T>? _dropout;

    private protected RecurrentModule(
        string name, int gates, int inputs, int width, RandomStream random, int layers, bool bias, bool batchFirst, double dropout, bool bidirectional)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Argument(inputs >= 1, name, "needs at least 1 input", $"{inputs}", nameof(inputs));
        Guard.Argument(width >= 1, name, "needs a width of at least 1", $"{width}", nameof(width));
        Guard.Argument(layers >= 1, name, "needs at least 1 layer", $"{layers}", nameof(layers));
        Guard.Argument(dropout is >= 0 and < 1, name, "needs a probability from 0 to less than 1", $"{dropout}", nameof(dropout));
        (_name, _inputs, _batchFirst, Width, Layers, Directions) = (name, inputs, batchFirst, width, layers, bidirectional ? 2 : 1);
        _dropout = dropout > 0 ? AddChild("dropout", new Dropout<T>(dropout, random)) : null;
        var bound = 1 / Math.Sqrt(width);
        Parameter<T> Add(string kind, int pass, params int[] lengths) => AddParameter(
            $"{kind}_l{pass / Directions}{(pass % Directions == 1 ? "_reverse" : "")}",
            Initializer.Uniform(-bound, bound).Create<T>(Shape.Create([gates * width, .. lengths]), random));
        _passes = new Pass[layers * Directions];
        for (var pass = 0; pass < _passes.Length; pass++)
        {
            _passes[pass] = new(
                Add("weight_ih", pass, pass < Directions ? inputs : width * Directions), Add("weight_hh", pass, width),
                bias ? Add("bias_ih", pass) : null, bias ? Add("bias_hh", pass) : null, pass % Directions == 1);
        }
    }

    /// <summary>The length of what each direction of a layer gives for a step.</summary>
    public int Width { get; }

    /// <summary>The number of layers.</summary>
    public int Layers { get; }

    /// <summary>In how many directions each layer goes through the sequence, 1 or 2.</summary>
    public int Directions { get; }

    /// <summary>How many values a layer carries from step to step; the first is also what it gives.</summary>
    private protected abstract int Carries { get; }

    /// <summary>Whether the bias of the recurrent product may be added to that of the inputs.</summary>
    private protected virtual bool AddsBiases => true;

    /// <summary>What the last layer gives for all steps, from zeros: [length, n, directions · width], or [n, length, ..] with the batch first.</summary>
    /// <param name="x">The sequences, [length, n, inputs], or [n, length, inputs] with the batch first.</param>
    protected override Variable<T> Compute(Variable<T> x) => RunLayers(x, new Variable<T>?[Carries]).Outputs;

    /// <summary>One step of a layer.</summary>
    /// <param name="x">What the inputs add to the gates, with all biases that may be added, [n, gates · width].</param>
    /// <param name="carry">What the step before gave, [n, width] each.</param>
    /// <param name="weight">The recurrent weight, [gates · width, width].</param>
    /// <param name="bias">The recurrent bias, [gates · width], where it is not in x already.</param>
    private protected abstract Variable<T>[] Step(Variable<T> x, Variable<T>[] carry, Variable<T> weight, Variable<T>? bias);

    /// <summary>The elements of one gate, [n, width].</summary>
    private protected Variable<T> Gate(Variable<T> gates, int number) => gates[.., (number * Width)..((number + 1) * Width)];

    /// <summary>Applies the module where a watcher sees it, for the last carries as well.</summary>
    /// <param name="x">The sequences.</param>
    /// <param name="first">The first carries, [layers · directions, n, width] each; null for zeros.</param>
    private protected (Variable<T> Outputs, Variable<T>[] Last) RunObserved(Variable<T> x, params Variable<T>?[] first)
    {
        ArgumentNullException.ThrowIfNull(x);
        Variable<T>[] last = [];
        var outputs = Observed(() =>
        {
            (var outputs, last) = RunLayers(x, first);
            return outputs;
        });
        return (outputs, last);
    }

    private (Variable<T> Outputs, Variable<T>[] Last) RunLayers(Variable<T> x, Variable<T>?[] first)
    {
        if (x.Shape.Rank != 3 || x.Shape[2] != _inputs)
            Guard.ThrowShape(_name, $"needs x {(_batchFirst ? "[n, length, inputs]" : "[length, n, inputs]")} with {_inputs} inputs", $"x {x.Shape}");
        var y = _batchFirst ? Op.SwapAxes(x, 0, 1) : x;
        Shape carry = [y.Shape[1], Width];
        Shape carries = [_passes.Length, .. carry.Lengths];
        foreach (var given in first)
        {
            if (given is not null && !given.Shape.Equals(carries))
                Guard.ThrowShape(_name, "needs first values [layers · directions, n, width]", $"{given.Shape} for {carries}");
        }
        var last = new Variable<T>[_passes.Length][];
        for (var layer = 0; layer < Layers; layer++)
        {
            if (layer > 0 && _dropout is not null)
                y = _dropout.Forward(y);
            var outputs = new Variable<T>[Directions];
            for (var direction = 0; direction < Directions; direction++)
            {
                var pass = (layer * Directions) + direction;
                (last[pass], outputs[direction]) = RunPass(_passes[pass], y, Array.ConvertAll(first, given => given?[pass] ?? Variable.Zeros<T>(carry)));
            }
            y = Directions == 1 ? outputs[0] : Op.Concatenate(outputs, -1);
        }
        return (_batchFirst ? Op.SwapAxes(y, 0, 1) : y,
            [.. Enumerable.Range(0, Carries).Select(c => Op.Stack<T>(Array.ConvertAll(last, carries => carries[c])))]);
    }

    private (Variable<T>[] Last, Variable<T> Outputs) RunPass(Pass pass, Variable<T> x, Variable<T>[] first)
    {
        var gates = Op.MatMul(x, pass.InputWeight.Variable, transposeB: true);
        if (pass.InputBias is { } inputBias && pass.RecurrentBias is { } recurrentBias)
            gates += AddsBiases ? inputBias + recurrentBias : inputBias.Variable;
        var (weight, bias) = (pass.RecurrentWeight.Variable, AddsBiases ? null : pass.RecurrentBias?.Variable);
        var (last, outputs) = Op.Scan<T>(
            (carry, x) => Step(x[0], carry, weight, bias) is var next ? (next, [next[0]]) : default, first, [gates], reverse: pass.IsReversed);
        return (last, outputs[0]);
    }

    /// <summary>The parameters of one direction of a layer.</summary>
    private sealed record Pass(
        Parameter<T> InputWeight, Parameter<T> RecurrentWeight, Parameter<T>? InputBias, Parameter<T>? RecurrentBias, bool IsReversed);
}
