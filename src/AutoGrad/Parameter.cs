using System.Numerics;

namespace AutoGrad;

/// <summary>The trainable kind of state: what an optimizer changes.</summary>
public sealed class Parameter<T> : State<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a parameter from its first value, which is copied.</summary>
    /// <param name="initial">The first value, of the shape that the parameter keeps for good.</param>
    /// <param name="name">The name that messages and files use.</param>
    public Parameter(Variable<T> initial, string name) : base(initial, name) { }

    /// <summary>Whether optimizers leave it as it is. A program that was traced or compiled keeps what held when it was.</summary>
    public bool IsFrozen { get; set; }
}
