using System.Numerics;
using AutoGrad.Graphs;

namespace AutoGrad;

public static partial class Graph
{
    /// <summary>Compiles a function of one variable. It is traced when it is first run with arguments of some shapes.</summary>
    /// <param name="function">The function. It may assign states: a whole training step is such a function.</param>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>> function) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0])], ParameterNames.Of(function));
    }

    /// <summary>Compiles a function of two variables.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}})"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>, Variable<T>> function) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0], v[1])], ParameterNames.Of(function));
    }

    /// <summary>Compiles a function of three variables.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}})"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> function)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0], v[1], v[2])], ParameterNames.Of(function));
    }

    /// <summary>Compiles a function of any number of variables with any number of outputs.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}})"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>[], Variable<T>[]> function) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(function, []);
    }
}

public sealed partial class Graph<T>
{
    /// <summary>Makes the program ready to run fast, again and again. It gives the same bits as <see cref="Apply"/>.</summary>
    public CompiledFunction<T> Compile() => new(this);
}
