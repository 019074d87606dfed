using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>A part of a pooling's work, for vectors of some width.</summary>
internal interface IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The shortest run of elements that vectors must fit into.</summary>
    int Width { get; }

    /// <summary>Computes rows or planes from the first to before the last.</summary>
    void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector>;
}

internal readonly unsafe struct WindowSumPass<T>(T* x, T* y, WindowPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Inside;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        WindowFolds<T, TVector, TLanes, WindowSum<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal readonly unsafe struct WindowLargestPass<T>(T* x, T* y, WindowPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Inside;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        WindowFolds<T, TVector, TLanes, WindowLargest<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal readonly unsafe struct WindowSpreadPass<T>(T* y, T* x, SpreadPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Met;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        WindowSpread<T, TVector, TLanes>.Run(y, x, plan, first, last);
}

internal readonly unsafe struct WindowPlacesPass<T>(T* x, T* v, T* y, WindowPlan plan, int[] places, bool isTransposed) : IPoolingPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Inside;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        WindowPlaces<T, TVector, TLanes>.Run(x, v, y, plan, places, isTransposed, first, last);
}

internal readonly unsafe struct PairSumPass<T>(T* x, T* y, PairPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Windows;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        PairFolds<T, TVector, TLanes, WindowSum<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal readonly unsafe struct PairLargestPass<T>(T* x, T* y, PairPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Windows;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        PairFolds<T, TVector, TLanes, WindowLargest<T, TVector, TLanes>>.Run(x, y, plan, first, last);
}

internal readonly unsafe struct PairSpreadPass<T>(T* y, T* x, PairPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Windows;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        PairSpread<T, TVector, TLanes>.Run(y, x, plan, first, last);
}

internal readonly unsafe struct PairPlacesPass<T>(T* x, T* v, T* y, PairPlan plan) : IPoolingPass<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Width => plan.Windows;

    public void Run<TVector, TLanes>(int first, int last)
        where TVector : struct
        where TLanes : struct, IWindowLanes<T, TVector> =>
        PairSpread<T, TVector, TLanes>.RunToLargest(x, v, y, plan, first, last);
}
