using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Sixteen doubles, in two registers: while the steps of one wait for each other, those of the other are done.</summary>
internal readonly struct Doubles512 : IDoubles<Doubles512>
{
    private readonly Vector512<double> _first;
    private readonly Vector512<double> _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Doubles512(Vector512<double> first, Vector512<double> second) => (_first, _second) = (first, second);

    public static int Count => 2 * Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Load<T>(ref readonly T source) where T : unmanaged
    {
        ref var first = ref Unsafe.AsRef(in source);
        ref var second = ref Unsafe.Add(ref first, Vector512<double>.Count);
        return typeof(T) == typeof(float)
            ? new(Widen(Vector256.LoadUnsafe(ref Unsafe.As<T, float>(ref first))), Widen(Vector256.LoadUnsafe(ref Unsafe.As<T, float>(ref second))))
            : new(Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref first)), Vector512.LoadUnsafe(ref Unsafe.As<T, double>(ref second)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Doubles512 value, ref T target) where T : unmanaged
    {
        ref var second = ref Unsafe.Add(ref target, Vector512<double>.Count);
        if (typeof(T) == typeof(float))
        {
            Narrow(value._first).StoreUnsafe(ref Unsafe.As<T, float>(ref target));
            Narrow(value._second).StoreUnsafe(ref Unsafe.As<T, float>(ref second));
        }
        else
        {
            value._first.StoreUnsafe(ref Unsafe.As<T, double>(ref target));
            value._second.StoreUnsafe(ref Unsafe.As<T, double>(ref second));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator +(Doubles512 a, Doubles512 b) => new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator -(Doubles512 a, Doubles512 b) => new(a._first - b._first, a._second - b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator *(Doubles512 a, Doubles512 b) => new(a._first * b._first, a._second * b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator /(Doubles512 a, Doubles512 b) => new(a._first / b._first, a._second / b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator &(Doubles512 a, Doubles512 b) => new(a._first & b._first, a._second & b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator |(Doubles512 a, Doubles512 b) => new(a._first | b._first, a._second | b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator ^(Doubles512 a, Doubles512 b) => new(a._first ^ b._first, a._second ^ b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator -(Doubles512 x) => new(-x._first, -x._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 operator ~(Doubles512 x) => new(~x._first, ~x._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Doubles512(double value) => new(Vector512.Create(value), Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 MultiplyAdd(Doubles512 x, Doubles512 y, Doubles512 z) => new(Vector512.FusedMultiplyAdd(x._first, y._first, z._first), Vector512.FusedMultiplyAdd(x._second, y._second, z._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Select(Doubles512 mask, Doubles512 a, Doubles512 b) => new(Vector512.ConditionalSelect(mask._first, a._first, b._first), Vector512.ConditionalSelect(mask._second, a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Doubles512 mask) => Vector512.EqualsAll((mask._first & mask._second).AsInt64(), Vector512<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Less(Doubles512 a, Doubles512 b) => new(Vector512.LessThan(a._first, b._first), Vector512.LessThan(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 LessOrEqual(Doubles512 a, Doubles512 b) => new(Vector512.LessThanOrEqual(a._first, b._first), Vector512.LessThanOrEqual(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Equal(Doubles512 a, Doubles512 b) => new(Vector512.Equals(a._first, b._first), Vector512.Equals(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Abs(Doubles512 x) => new(Vector512.Abs(x._first), Vector512.Abs(x._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Sqrt(Doubles512 x) => new(Vector512.Sqrt(x._first), Vector512.Sqrt(x._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Floor(Doubles512 x) => new(Vector512.Floor(x._first), Vector512.Floor(x._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 Round(Doubles512 x) => new(Vector512.Round(x._first), Vector512.Round(x._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 AddBits(Doubles512 a, Doubles512 b) => new((a._first.AsInt64() + b._first.AsInt64()).AsDouble(), (a._second.AsInt64() + b._second.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 SubtractBits(Doubles512 a, Doubles512 b) => new((a._first.AsInt64() - b._first.AsInt64()).AsDouble(), (a._second.AsInt64() - b._second.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 ShiftLeft(Doubles512 x, int count) => new((x._first.AsInt64() << count).AsDouble(), (x._second.AsInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 ShiftRight(Doubles512 x, int count) => new((x._first.AsInt64() >>> count).AsDouble(), (x._second.AsInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(Vector256<float> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(x) : Vector512.WidenLower(x.ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Narrow(Vector512<double> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(x) : Vector512.Narrow(x, x).GetLower();
}
