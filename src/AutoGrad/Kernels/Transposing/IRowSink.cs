namespace AutoGrad.Kernels.Transposing;

/// <summary>Takes the rows of a square one after the other, each a register.</summary>
internal interface IRowSink<TVector> where TVector : struct
{
    void Next(TVector row);
}
