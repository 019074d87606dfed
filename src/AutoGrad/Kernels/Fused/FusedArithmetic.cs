using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Fused;

internal readonly struct Negative : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => -a;
}

internal readonly struct Magnitude : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Abs(a);
}

internal readonly struct SquareRoot : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Sqrt(a);
}

internal readonly struct Squared : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a * a;
}

internal readonly struct Cubed : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a * (a * a);
}

internal readonly struct Inverse : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Repeat(T.One) / a;
}

internal readonly struct Rectified : IFusedUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Max(a, V.Repeat(T.Zero));
}

internal readonly struct Sum : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a + b;
}

internal readonly struct Difference : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a - b;
}

internal readonly struct Product : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a * b;
}

internal readonly struct Quotient : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => a / b;
}

internal readonly struct Largest : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Max(a, b);
}

internal readonly struct Smallest : IFusedBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V a, V b) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V> => V.Min(a, b);
}
