using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Fused;

/// <summary>
/// An expression of elementwise operations as a type, Fused&lt;Sum, Fused&lt;Product, Run&lt;..&gt;, Run&lt;..&gt;&gt;, Element&lt;..&gt;&gt; for
/// instance, of which the runtime's compiler makes one loop whose values stay in registers.
/// </summary>
internal interface IFused
{
    /// <summary>The value at a place.</summary>
    static abstract V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>;
}

/// <summary>An operand as long as the result.</summary>
internal readonly struct Run<TNumber> : IFused where TNumber : struct, IConstant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> =>
        V.Load(in x[TNumber.Value], place);
}

/// <summary>An operand of one element.</summary>
internal readonly struct Element<TNumber> : IFused where TNumber : struct, IConstant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> =>
        V.Repeat(x.Element(TNumber.Value));
}

/// <summary>An operation on an expression.</summary>
internal readonly struct Fused<TOperation, TA> : IFused where TOperation : struct, IFusedUnary where TA : struct, IFused
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> =>
        TOperation.Of<T, V>(TA.At<T, V>(in x, place));
}

/// <summary>An operation on two expressions.</summary>
internal readonly struct Fused<TOperation, TA, TB> : IFused where TOperation : struct, IFusedBinary where TA : struct, IFused where TB : struct, IFused
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> =>
        TOperation.Of<T, V>(TA.At<T, V>(in x, place), TB.At<T, V>(in x, place));
}

/// <summary>An operation on three expressions.</summary>
internal readonly struct Fused<TOperation, TA, TB, TC> : IFused
    where TOperation : struct, IFusedTernary where TA : struct, IFused where TB : struct, IFused where TC : struct, IFused
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<T, V>(in FusedOperands<T> x, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> =>
        TOperation.Of<T, V>(TA.At<T, V>(in x, place), TB.At<T, V>(in x, place), TC.At<T, V>(in x, place));
}
