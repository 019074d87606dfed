using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>A function of each float of a run, computed in float: twice as many at a time as in double.</summary>
internal interface ISingleFunction
{
    /// <summary>Applies it in registers of one width. The results may lie where the elements do.</summary>
    static abstract void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V>;
}
