namespace AutoGrad.Kernels.Special;

/// <summary>A function of one number, for any width of register.</summary>
internal interface ILaneFunction
{
    TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>;
}
