using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Makes registers that stay in registers through a loop, where the processor has many.</summary>
/// <param name="zero">A register of zeros, of which the compiler does not know that they are. (The default makes constants as they are.)</param>
/// <remarks>
/// What is a constant to the compiler, it reads from memory wherever it is used. A sum of bits with an argument is none, and has to be kept.
/// </remarks>
internal readonly struct Held<V>(V zero) where V : struct, IRegister<float, V>
{
    private readonly V _zero = zero;
    private readonly bool _holds = true;

    /// <summary>Whether there are registers enough. Of 16 too few are left: constants would go to the stack and be read from there.</summary>
    public static bool Pays => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>A register with a value in each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(float value) => Pays && _holds ? V.AddBits(V.Repeat(value), _zero) : V.Repeat(value);

    /// <summary>A register with a table of as many values as it has elements; of narrower registers, any.</summary>
    /// <param name="table">The first of 16 values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Table(ref readonly float table) => V.HasTables && V.Count == 16 ? V.AddBits(V.Load(in table, 0), _zero) : default;

    /// <summary>A register with the bits of a whole number in each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OfBits(int bits) => Of(BitConverter.Int32BitsToSingle(bits));
}
