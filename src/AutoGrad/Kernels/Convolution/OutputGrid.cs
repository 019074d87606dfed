namespace AutoGrad.Kernels;

/// <summary>Where the outputs of a <see cref="Correlation"/> lie in planes: all of a plane's elements, or those a step apart.</summary>
internal readonly unsafe struct OutputGrid<T>(T* data, Extent whole, Extent origin, Extent step) where T : unmanaged
{
    /// <summary>Whether the outputs lie side by side in their order.</summary>
    public bool IsDense => step == Extent.One && origin == default;

    public nint Plane => whole.Size;

    public T* Data => data;

    /// <summary>The same places in planes that lie further on.</summary>
    public OutputGrid<T> From(nint elements) => new(data + elements, whole, origin, step);

    /// <summary>Writes outputs of one plane that follow each other along the last axis.</summary>
    public void Put(T* values, int plane, int depth, int height, int width, int count)
    {
        var line = ((((nint)depth * step.Depth) + origin.Depth) * whole.Height) + ((nint)height * step.Height) + origin.Height;
        var target = data + (plane * Plane) + (line * whole.Width) + ((nint)width * step.Width) + origin.Width;
        if (step.Width == 1)
        {
            PaddedRow.CopyRun(values, target, count);
            return;
        }

        for (var i = 0; i < count; i++)
            target[(nint)i * step.Width] = values[i];
    }
}
