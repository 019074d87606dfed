namespace AutoGrad;

/// <summary>What a place of one axis takes of another.</summary>
internal enum TapKind
{
    /// <summary>A window of elements, with the weight 1 each.</summary>
    Window,

    /// <summary>The elements of its part of the axis, with equal weights that add up to 1.</summary>
    Adaptive,

    /// <summary>The element at its place, rounded down.</summary>
    Nearest,

    /// <summary>The two elements around it, where both axes cover the same stretch and elements are its parts.</summary>
    Linear,

    /// <summary>The two elements around it, where the first and last elements of both axes lie on each other.</summary>
    LinearAligned,
}
