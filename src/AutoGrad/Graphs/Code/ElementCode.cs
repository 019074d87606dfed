namespace AutoGrad.Graphs.Code;

/// <summary>How an elementwise operation is written in C#.</summary>
/// <param name="Element">One element from those of the operands, {0} to {2}, where T is the element type.</param>
/// <param name="Tensor">The method of TensorPrimitives for whole spans, or null.</param>
/// <param name="Helper">What the text of the element calls, or null.</param>
internal sealed record ElementCode(string Element, string? Tensor = null, CodeHelper? Helper = null);
