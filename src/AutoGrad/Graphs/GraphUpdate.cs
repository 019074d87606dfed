using System.Numerics;

namespace AutoGrad;

/// <summary>What a state holds after the program has run.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="State">The state.</param>
/// <param name="Value">The place of its new value in the list of nodes.</param>
public readonly record struct GraphUpdate<T>(State<T> State, int Value) where T : unmanaged, IFloatingPointIeee754<T>;
