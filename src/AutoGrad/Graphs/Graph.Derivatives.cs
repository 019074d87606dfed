using AutoGrad.Graphs;
using AutoGrad.Recording;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>The program of the gradients of the output, one for each name.</summary>
    /// <param name="names">The inputs and parameters to differentiate with respect to; none for all inputs.</param>
    /// <returns>A graph of the same inputs. It updates no state.</returns>
    /// <exception cref="ShapeException">There is not one output, or it has more or fewer elements than one.</exception>
    /// <exception cref="UnknownNameException">The program reads no input and no state of a name.</exception>
    /// <exception cref="NotDifferentiableException">The output depends on one of them only through an operation without derivative.</exception>
    public Graph<T> Gradient(params ReadOnlySpan<string> names) => Gradient(nameof(Gradient), names, withValue: false);

    /// <summary>The program of the output and of its gradients, one for each name.</summary>
    /// <inheritdoc cref="Gradient(ReadOnlySpan{string})"/>
    public Graph<T> ValueAndGradient(params ReadOnlySpan<string> names) => Gradient(nameof(ValueAndGradient), names, withValue: true);

    /// <summary>The program of the products vᵀJ with the Jacobian of the outputs: one for each name.</summary>
    /// <param name="names">The inputs and parameters to differentiate with respect to; none for all inputs.</param>
    /// <returns>A graph of the same inputs, followed by a cotangent for each output, of its shape: yBar, or y0Bar, y1Bar, ... It updates no state.</returns>
    /// <inheritdoc cref="Gradient(ReadOnlySpan{string})" path="/exception[position()>1]"/>
    public Graph<T> Vjp(params ReadOnlySpan<string> names)
    {
        var sources = PlacesOf(nameof(Vjp), names);
        return Transform(_outputs.Select(output => _nodes[output].Shape), OutputNames("Bar"), (values, cotangents, record) =>
        {
            Variable<T>?[] sums = new Variable<T>?[sources.Length];
            for (var i = 0; i < _outputs.Length; i++)
            {
                var y = values[_outputs[i]];
                var xBar = new ReverseSweep<T>(nameof(Vjp), record, y, Array.ConvertAll(sources, source => values[source])).Run(cotangents[i]);
                for (var k = 0; k < sums.Length; k++)
                {
                    if (xBar[k] is null)
                        Dependency<T>.RequireDerivative(nameof(Vjp), record, y, values[sources[k]]);
                    sums[k] = sums[k] is { } sum && xBar[k] is { } term ? sum + term : sums[k] ?? xBar[k];
                }
            }
            return [.. sums.Select((sum, k) => sum ?? Variable.Zeros<T>(_nodes[sources[k]].Shape))];
        });
    }

    /// <summary>The program of the products Jv with the Jacobian of the outputs: one for each output.</summary>
    /// <param name="names">The inputs and parameters that move; none for all inputs.</param>
    /// <returns>A graph of the same inputs, followed by a tangent for each name, of its shape, called nameDot. It updates no state.</returns>
    /// <inheritdoc cref="Gradient(ReadOnlySpan{string})" path="/exception[position()>1]"/>
    public Graph<T> Jvp(params ReadOnlySpan<string> names)
    {
        var sources = PlacesOf(nameof(Jvp), names);
        return Transform(sources.Select(source => _nodes[source].Shape), sources.Select(source => _nodes[source].Name + "Dot"), (values, tangents, record) =>
            Array.ConvertAll(_outputs, output =>
            {
                var y = values[output];
                var (yDot, wasBlocked) = ForwardSweep<T>.Run(nameof(Jvp), record, y, Array.ConvertAll(sources, source => values[source]), tangents);
                if (yDot is null || wasBlocked)
                {
                    foreach (var source in sources)
                        Dependency<T>.RequireDerivative(nameof(Jvp), record, y, values[source]);
                }
                return yDot ?? Variable.Zeros<T>(y.Shape);
            }));
    }

    private Graph<T> Gradient(string operation, ReadOnlySpan<string> names, bool withValue)
    {
        var sources = PlacesOf(operation, names);
        if (_outputs.Length != 1)
            Guard.ThrowShape(operation, "needs a graph of one output", $"{_outputs.Length}");
        return Transform([], [], (values, _, record) =>
        {
            var tracer = (Tracer<T>)record.Recorder;
            var y = values[_outputs[0]];
            Checks.ScalarOutput(operation, y);
            var inputs = Array.ConvertAll(sources, source => values[source]);
            var xBar = new ReverseSweep<T>(operation, record, y, inputs).Run(Variable.Ones<T>(y.Shape));
            var gradients = new Variable<T>[xBar.Length];
            for (var k = 0; k < xBar.Length; k++)
            {
                if (xBar[k] is null)
                    Dependency<T>.RequireDerivative(operation, record, y, inputs[k]);
                gradients[k] = xBar[k] ?? Variable.Zeros<T>(inputs[k].Shape);
                if (gradients[k].IsTraced && !inputs.Contains(gradients[k]))
                    tracer.Names[gradients[k]] = $"∂{NameOf(_outputs[0])}/∂{_nodes[sources[k]].Name}";
            }
            return withValue ? [y, .. gradients] : gradients;
        });
    }

    /// <summary>Replays the program, without its updates, and adds to it.</summary>
    private Graph<T> Transform(IEnumerable<Shape> shapes, IEnumerable<string> names, Func<Variable<T>[], Variable<T>[], Record<T>, Variable<T>[]> add)
    {
        using var tracer = new Tracer<T>();
        var inputs = Array.ConvertAll(_inputs, input => tracer.Input(_nodes[input].Shape));
        var added = shapes.Select(tracer.Input).ToArray();
        var values = Replay(inputs);
        var outputs = add(values, added, tracer.Record);
        string[] allNames = [.. _inputs.Select(input => _nodes[input].Name!), .. names];
        return GraphBuilder.Build(tracer, outputs, allNames, keepsUpdates: false);
    }

    private int[] PlacesOf(string operation, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
            return _inputs;
        var places = new int[names.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var name = names[i];
            places[i] = Array.FindIndex(_nodes, node => node.Primitive is null && node.Constant is null && node.Name == name);
            if (places[i] < 0)
            {
                throw new UnknownNameException(
                    $"{operation}: needs names of inputs and states of the graph, which are " +
                    $"{string.Join(", ", _nodes.Where(node => node.Primitive is null && node.Constant is null).Select(node => node.Name))}, got {name}.");
            }
        }
        return places;
    }

    private string NameOf(int output) => _nodes[output].Name ?? "y";

    private IEnumerable<string> OutputNames(string suffix) =>
        _outputs.Length == 1 ? ["y" + suffix] : ParameterNames.Numbered("y", _outputs.Length).Select(name => name + suffix);
}
