namespace AutoGrad.Kernels;

/// <summary>The pinned tensors of a <see cref="Correlation"/>. Each of its copies has a source, a target, and the weights of its group.</summary>
internal readonly unsafe struct CorrelationOperands<T> where T : unmanaged
{
    public required Correlation Correlation { get; init; }

    /// <summary>Images by groups, the groups of an image one after the other.</summary>
    public required int Copies { get; init; }

    public required int Groups { get; init; }

    /// <summary>The planes of the output of one copy.</summary>
    public required int Planes { get; init; }

    /// <summary>The sources of all copies, one after the other.</summary>
    public required T* Source { get; init; }

    /// <summary>The weights of all groups, as far apart as given.</summary>
    public required T* Weights { get; init; }

    public required nint GroupStride { get; init; }

    /// <summary>The distance of the weights of neighbouring planes.</summary>
    public required int PlaneStride { get; init; }

    /// <summary>Where the weights of the channels and taps lie, for the first plane of a group.</summary>
    public required int[] WeightSteps { get; init; }

    /// <summary>The planes of all copies, one after the other.</summary>
    public required OutputGrid<T> Target { get; init; }

    public T* SourceOf(int copy) => Source + ((nint)copy * Correlation.Channels * Correlation.SourceSize);

    public OutputGrid<T> TargetOf(int copy) => Target.From((nint)copy * Planes * Target.Plane);
}
