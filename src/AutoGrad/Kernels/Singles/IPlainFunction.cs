using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>A function whose body holds no constants.</summary>
internal interface IPlainFunction<TSelf> : ISingleFunction where TSelf : struct, IPlainFunction<TSelf>
{
    static abstract V At<V>(V x) where V : struct, IRegister<float, V>;

    static void ISingleFunction.Apply<V>(ReadOnlySpan<float> x, Span<float> y) => SingleLoop.Apply<PlainBody<TSelf, V>, V>(x, y);
}
