using System.Numerics;
using AutoGrad.Graphs;

namespace AutoGrad;

public static partial class Graph
{
    /// <summary>Compiles a function of one variable. It is traced when it is first run with arguments of some shapes.</summary>
    /// <param name="function">The function. It may assign states: a whole training step is such a function.</param>
    /// <param name="memoryBudget">
    /// How many bytes its intermediate values may take, as <see cref="GraphCost.PeakBytes"/> counts them; null for as many as it needs. Within a
    /// budget, values are computed again instead of being held, which costs time and changes no bit.
    /// </param>
    /// <remarks>A function that does not fit its budget throws a <see cref="MemoryBudgetException"/> when it is first run.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>> function, long? memoryBudget = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0])], ParameterNames.Of(function), memoryBudget);
    }

    /// <summary>Compiles a function of two variables.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}}, long?)"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>, Variable<T>> function, long? memoryBudget = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0], v[1])], ParameterNames.Of(function), memoryBudget);
    }

    /// <summary>Compiles a function of three variables.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}}, long?)"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> function, long? memoryBudget = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(v => [function(v[0], v[1], v[2])], ParameterNames.Of(function), memoryBudget);
    }

    /// <summary>Compiles a function of any number of variables with any number of outputs.</summary>
    /// <inheritdoc cref="Compile{T}(Func{Variable{T}, Variable{T}}, long?)"/>
    public static CompiledFunction<T> Compile<T>(Func<Variable<T>[], Variable<T>[]> function, long? memoryBudget = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new(function, [], memoryBudget);
    }
}

public sealed partial class Graph<T>
{
    /// <summary>Makes the program ready to run fast, again and again. It gives the same bits as <see cref="Apply"/>.</summary>
    /// <inheritdoc cref="Graph.Compile{T}(Func{Variable{T}, Variable{T}}, long?)" path="/param[@name='memoryBudget']"/>
    /// <exception cref="MemoryBudgetException">The program does not fit the budget.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public CompiledFunction<T> Compile(long? memoryBudget = null) => new(this, memoryBudget);
}
