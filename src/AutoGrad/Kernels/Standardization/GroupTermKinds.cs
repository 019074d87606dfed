using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>(x - m)·a.</summary>
internal readonly struct CentredTerm<T> : IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Coefficients => 2;

    public static int Places => 0;

    public static bool ReadsCotangents => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V> => (x - c0) * c1;
}

/// <summary>(x - m)·a + b.</summary>
internal readonly struct ShiftedTerm<T> : IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Coefficients => 3;

    public static int Places => 0;

    public static bool ReadsCotangents => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V> => ((x - c0) * c1) + c2;
}

/// <summary>((x - m)·a)·scale + shift.</summary>
internal readonly struct LineTerm<T> : IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Coefficients => 2;

    public static int Places => 2;

    public static bool ReadsCotangents => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V> => ((x - c0) * c1 * p) + q;
}

/// <summary>((u - c) - (x - m)·d)·a.</summary>
internal readonly struct CotangentTerm<T> : IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Coefficients => 4;

    public static int Places => 0;

    public static bool ReadsCotangents => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V> => (u - c1 - ((x - c0) * c2)) * c3;
}

/// <summary>((u·scale - c) - (x - m)·d)·a.</summary>
internal readonly struct ScaledCotangentTerm<T> : IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Coefficients => 4;

    public static int Places => 1;

    public static bool ReadsCotangents => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V> => ((u * p) - c1 - ((x - c0) * c2)) * c3;
}
