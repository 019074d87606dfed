using System.Numerics;
using AutoGrad.Graphs;

namespace AutoGrad;

/// <summary>
/// Makes graphs from functions of variables. The function runs once, with variables that have a shape and no value: what it does with
/// operations becomes the program, whatever else it does happens now and never again. Reading a value throws
/// <see cref="TracedValueException"/>.
/// </summary>
public static partial class Graph
{
    /// <summary>Traces a function of one variable; the input is called as the function calls it.</summary>
    /// <param name="function">The function. A state that it reads becomes an input bound to the live state; one that it assigns, an update.</param>
    /// <param name="x">The shape of the argument.</param>
    /// <exception cref="TracedValueException">The function reads the value of a variable.</exception>
    public static Graph<T> Trace<T>(Func<Variable<T>, Variable<T>> function, Shape x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Trace<T>(v => [function(v[0])], [x], ParameterNames.Of(function));
    }

    /// <summary>Traces a function of two variables.</summary>
    /// <param name="function">The function, as in the overload for one.</param>
    /// <param name="a">The shape of the first argument.</param>
    /// <param name="b">The shape of the second argument.</param>
    /// <inheritdoc cref="Trace{T}(Func{Variable{T}, Variable{T}}, Shape)" path="/exception"/>
    public static Graph<T> Trace<T>(Func<Variable<T>, Variable<T>, Variable<T>> function, Shape a, Shape b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Trace<T>(v => [function(v[0], v[1])], [a, b], ParameterNames.Of(function));
    }

    /// <summary>Traces a function of three variables.</summary>
    /// <param name="function">The function, as in the overload for one.</param>
    /// <param name="a">The shape of the first argument.</param>
    /// <param name="b">The shape of the second argument.</param>
    /// <param name="c">The shape of the third argument.</param>
    /// <inheritdoc cref="Trace{T}(Func{Variable{T}, Variable{T}}, Shape)" path="/exception"/>
    public static Graph<T> Trace<T>(Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> function, Shape a, Shape b, Shape c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Trace<T>(v => [function(v[0], v[1], v[2])], [a, b, c], ParameterNames.Of(function));
    }

    /// <summary>Traces a function of any number of variables with any number of outputs.</summary>
    /// <param name="function">The function, as in the overload for one.</param>
    /// <param name="shapes">The shapes of the arguments.</param>
    /// <param name="names">The names of the arguments, all distinct; none for x0, x1, ...</param>
    /// <exception cref="ArgumentException">There are names, but not one for each shape, or two are the same; or the function gives no variables.</exception>
    /// <inheritdoc cref="Trace{T}(Func{Variable{T}, Variable{T}}, Shape)" path="/exception"/>
    public static Graph<T> Trace<T>(Func<Variable<T>[], Variable<T>[]> function, ReadOnlySpan<Shape> shapes, params ReadOnlySpan<string> names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        foreach (var shape in shapes)
            ArgumentNullException.ThrowIfNull(shape, nameof(shapes));
        var inputNames = names.IsEmpty ? ParameterNames.Numbered("x", shapes.Length) : ParameterNames.Checked(nameof(Trace), names, shapes.Length);
        using var tracer = new Tracer<T>();
        foreach (var shape in shapes)
            tracer.Input(shape);
        var outputs = function([.. tracer.Inputs]);
        if (outputs is null || Array.IndexOf(outputs, null) >= 0)
            throw new ArgumentException($"{nameof(Trace)}: needs a function that gives variables, got null.", nameof(function));
        return GraphBuilder.Build(tracer, outputs, inputNames);
    }
}
