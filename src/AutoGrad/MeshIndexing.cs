namespace AutoGrad;

/// <summary>Which axis of a grid the coordinates of <see cref="Op.Meshgrid{T}"/> go along.</summary>
public enum MeshIndexing
{
    /// <summary>Each along the axis of its own number, as the indices of a matrix do: «ij».</summary>
    Matrix,

    /// <summary>The first along axis 1 and the second along axis 0, as x and y do in an image: «xy».</summary>
    Cartesian,
}
