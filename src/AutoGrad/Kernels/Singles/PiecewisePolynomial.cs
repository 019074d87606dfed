using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>A function as polynomials on pieces, whose coefficients are looked up in registers.</summary>
/// <param name="held">What keeps them there.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct PiecewisePolynomial<TPieces, V>(Held<V> held) where TPieces : struct, IPieces where V : struct, IRegister<float, V>
{
    private const int Length = 16;

    private readonly V _sixth = held.Table(in TPieces.Coefficients[0]);
    private readonly V _fifth = held.Table(in TPieces.Coefficients[Length]);
    private readonly V _fourth = held.Table(in TPieces.Coefficients[2 * Length]);
    private readonly V _third = held.Table(in TPieces.Coefficients[3 * Length]);
    private readonly V _second = held.Table(in TPieces.Coefficients[4 * Length]);
    private readonly V _first = held.Table(in TPieces.Coefficients[5 * Length]);
    private readonly V _zeroth = held.Table(in TPieces.Coefficients[6 * Length]);
    private readonly V _start = held.Of(TPieces.Start);
    private readonly V _last = held.Of(TPieces.Last);
    private readonly V _firsts = held.OfBits(-1 << (23 - TPieces.Digits));

    /// <summary>The function at a ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At(V a)
    {
        a = V.AtMost(a, _last);
        var sum = a + _start;
        var place = V.ShiftRight(sum, 23 - TPieces.Digits);
        // Where the sum was rounded up to the next piece, r is a little below 0.
        var r = a - (V.And(sum, _firsts) - _start);
        var p = V.MultiplyAdd(r, At(0, _sixth, place), At(1, _fifth, place));
        p = V.MultiplyAdd(r, p, At(2, _fourth, place));
        p = V.MultiplyAdd(r, p, At(3, _third, place));
        p = V.MultiplyAdd(r, p, At(4, _second, place));
        p = V.MultiplyAdd(r, p, At(5, _first, place));
        var zeroth = At(6, _zeroth, place);
        return V.MultiplyAdd(r, p, TPieces.FirstIsDifference ? V.AtLeast(r, zeroth) : zeroth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V At(int row, V held, V place) => V.Lookup(in TPieces.Coefficients[row * Length], held, place);
}
