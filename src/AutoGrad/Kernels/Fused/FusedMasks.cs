using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Fused;

internal readonly struct IsEqual : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereEqual(a, b, V.Repeat(T.One), V.Repeat(T.Zero));
}

internal readonly struct IsNotEqual : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereEqual(a, b, V.Repeat(T.Zero), V.Repeat(T.One));
}

internal readonly struct IsGreater : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereGreater(a, b, V.Repeat(T.One), V.Repeat(T.Zero));
}

internal readonly struct IsGreaterOrEqual : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereGreaterOrEqual(a, b, V.Repeat(T.One), V.Repeat(T.Zero));
}

internal readonly struct IsLess : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereGreater(b, a, V.Repeat(T.One), V.Repeat(T.Zero));
}

internal readonly struct IsLessOrEqual : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereGreaterOrEqual(b, a, V.Repeat(T.One), V.Repeat(T.Zero));
}

internal readonly struct Selected : IFusedTernary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b, V c) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.WhereEqual(a, V.Repeat(T.Zero), c, b);
}
