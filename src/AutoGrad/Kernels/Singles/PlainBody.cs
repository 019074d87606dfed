using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>The body of a function that holds no constants.</summary>
internal readonly struct PlainBody<TFunction, V> : ISingleBody<PlainBody<TFunction, V>, V>
    where TFunction : struct, IPlainFunction<TFunction> where V : struct, IRegister<float, V>
{
    public static bool IsTotal => true;

    public static PlainBody<TFunction, V> Create(Held<V> held) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At(V x) => TFunction.At(x);
}
