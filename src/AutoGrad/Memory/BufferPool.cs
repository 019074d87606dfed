using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Memory;

/// <summary>
/// Arrays to use again, one pool a thread, so that neither renting nor returning takes a lock. An array may be returned on
/// another thread than the one that rented it. A rented array holds whatever its last user left in it.
/// </summary>
/// <param name="capacityInBytes">What it keeps at most; an array beyond that is left to the garbage collector.</param>
internal sealed class BufferPool<T>(long capacityInBytes = BufferPool<T>.CapacityInBytes) where T : unmanaged
{
    /// <summary>What a thread keeps at most.</summary>
    public const long CapacityInBytes = 1L << 30;

    // Size classes grow by a quarter of a power of two, so at most a fifth of an array is slack.
    private const int StepsPerDoubling = 4;
    private const int Classes = 31 * StepsPerDoubling;

    [ThreadStatic]
    private static BufferPool<T>? _current;

    private readonly Stack<T[]>?[] _free = new Stack<T[]>?[Classes];
    private long _bytes;

    private static BufferPool<T> Current => _current ??= new();

    public static T[] Rent(int size) => Current.Take(size);

    public static void Return(T[] array) => Current.Put(array);

    internal T[] Take(int size)
    {
        var sizeClass = ClassOf(size, out var rounded);
        if (_free[sizeClass] is { } stack && stack.TryPop(out var array))
        {
            _bytes -= Bytes(array);
            return array;
        }
        return GC.AllocateUninitializedArray<T>(CacheLine.LengthFor<T>(rounded));
    }

    internal void Put(T[] array)
    {
        var sizeClass = ClassOf(CacheLine.SizeIn(array), out var rounded);
        var bytes = Bytes(array);
        if (CacheLine.LengthFor<T>(rounded) != array.Length || _bytes + bytes > capacityInBytes)
            return;
        _bytes += bytes;
        (_free[sizeClass] ??= new()).Push(array);
    }

    private static long Bytes(T[] array) => (long)CacheLine.SizeIn(array) * Unsafe.SizeOf<T>();

    /// <summary>The class of a size, and the size that the arrays in it hold: the least of the class that holds the size.</summary>
    internal static int ClassOf(int size, out int rounded)
    {
        if (size <= 2 * StepsPerDoubling)
        {
            rounded = Math.Max(size, 1);
            return rounded - 1;
        }
        // For 2^p < size <= 2^(p+1), the classes end at 2^p + j * 2^p / 4.
        var power = BitOperations.Log2((uint)(size - 1));
        var step = 1 << (power - 2);
        var steps = (size - (1 << power) + step - 1) / step;
        rounded = (int)Math.Min((1L << power) + ((long)steps * step), Array.MaxLength);
        return (power * StepsPerDoubling) + steps - 5;
    }
}
