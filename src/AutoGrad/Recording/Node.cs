using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>One application of a primitive. The arrays are never changed after they were recorded.</summary>
internal struct Node<T>(Primitive<T> primitive, Variable<T>[] inputs, Variable<T> output, bool isInDerivative) where T : unmanaged, IFloatingPointIeee754<T>
{
    public Primitive<T> Primitive = primitive;
    public readonly Variable<T>[] Inputs = inputs;
    public readonly Variable<T> Output = output;

    /// <summary>Whether a sweep emitted it, so that it is a part of a derivative.</summary>
    public readonly bool IsInDerivative = isInDerivative;
}
