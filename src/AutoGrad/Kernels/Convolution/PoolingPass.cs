using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>A part of a pooling's work, for vectors of some width.</summary>
internal abstract unsafe class PoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The shortest run of elements that vectors must fit into.</summary>
    public abstract int Width { get; }

    /// <summary>Computes rows or planes from the first to before the last.</summary>
    public abstract void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector>;
}

internal sealed unsafe class WindowSumPass<T>(T* x, T* y, WindowPlan plan) : PoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Width => plan.Inside;

    public override void Run<TVector, TLanes>(int first, int last) =>
        WindowFolds<T, TVector, TLanes, WindowSum<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal sealed unsafe class WindowLargestPass<T>(T* x, T* y, WindowPlan plan) : PoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Width => plan.Inside;

    public override void Run<TVector, TLanes>(int first, int last) =>
        WindowFolds<T, TVector, TLanes, WindowLargest<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal sealed unsafe class WindowSpreadPass<T>(T* y, T* x, SpreadPlan plan) : PoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Width => plan.Met;

    public override void Run<TVector, TLanes>(int first, int last) => WindowSpread<T, TVector, TLanes>.Run(y, x, plan, first, last);
}

internal sealed unsafe class WindowPlacesPass<T>(T* x, T* v, T* y, WindowPlan plan, int[] places, bool isTransposed) : PoolingPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int Width => plan.Inside;

    public override void Run<TVector, TLanes>(int first, int last) =>
        WindowPlaces<T, TVector, TLanes>.Run(x, v, y, plan, places, isTransposed, first, last);
}
