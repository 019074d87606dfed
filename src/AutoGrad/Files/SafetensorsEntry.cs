namespace AutoGrad.Files;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Format">The type of the elements.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where its bytes end.</param>
internal sealed record SafetensorsEntry(string Name, ElementFormat Format, Shape Shape, long Begin, long End);
