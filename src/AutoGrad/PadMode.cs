namespace AutoGrad;

/// <summary>What <see cref="Op.Pad{T}"/> puts beyond the ends of an axis: around 1 2 3, two elements on each side.</summary>
public enum PadMode
{
    /// <summary>One value: 0 0 | 1 2 3 | 0 0.</summary>
    Constant,

    /// <summary>The elements mirrored at the outermost one, which is not repeated: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect,

    /// <summary>The outermost element again: 1 1 | 1 2 3 | 3 3.</summary>
    Replicate,

    /// <summary>The elements from the other end: 2 3 | 1 2 3 | 1 2.</summary>
    Circular,
}
