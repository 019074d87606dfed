using AutoGrad.Kernels;

namespace AutoGrad.Memory;

/// <summary>
/// The array behind one value, shared by the variables that see it in another shape. It is owned by whoever may give it back to
/// the pool (a tape, a scratch recorder, a state), or by nobody, and then the garbage collector has it.
/// </summary>
internal sealed class Storage<T>(T[]? array, object? owner) where T : unmanaged
{
    private static readonly object Retired = new();
    private int _holds;

    /// <summary>The array, at least as long as the value; null once it has been given back, and in a program that is traced.</summary>
    public T[]? Array { get; private set; } = array;

    public object? Owner { get; private set; } = owner;

    /// <summary>
    /// Where the value begins in the array: a large one with a line of the caches, and in a compiled program, which plans one array for many values, in
    /// its place.
    /// </summary>
    public int Offset { get; private set; }

    /// <summary>Whether the array belongs to a compiled program, or to whoever gave it a value: whoever wants to keep the value copies it.</summary>
    public bool IsBorrowed { get; private set; }

    /// <summary>How many readers need the array to stay as it is.</summary>
    public int Holds => Volatile.Read(ref _holds);

    /// <summary>A rented array, to be given back by its owner.</summary>
    public static Storage<T> Rent(int size, object owner) => Aligned(BufferPool<T>.Rent(size), size, owner);

    /// <summary>An array that no pool will ever see.</summary>
    public static Storage<T> Allocate(int size) =>
        Aligned(GC.AllocateUninitializedArray<T>(CacheLine.LengthFor<T>(size)), size, null);

    /// <summary>Storage that points to arrays of others, which <see cref="Point"/> sets.</summary>
    public static Storage<T> Borrowed() => new(null, null) { IsBorrowed = true };

    /// <summary>Makes borrowed storage see a place in an array.</summary>
    public void Point(T[]? array, int offset) => (Array, Offset) = (array, offset);

    private static Storage<T> Aligned(T[] array, int size, object? owner) => new(array, owner) { Offset = CacheLine.Start(array, size) };

    /// <summary>The elements, to be written.</summary>
    public Span<T> Span(int size) => Array.AsSpan(Offset, size);

    /// <summary>Takes the array out of the pool's reach for good, because somebody outside may keep it.</summary>
    public void Escape() => Owner = null;

    public void PassTo(object owner) => Owner = owner;

    public void Hold() => Interlocked.Increment(ref _holds);

    public void Unhold()
    {
        if (Interlocked.Decrement(ref _holds) == 0 && Owner == Retired)
            Release(Retired);
    }

    /// <summary>Gives the array back, if it is the owner's.</summary>
    public void Release(object owner)
    {
        if (Owner != owner || Array is not { } array)
            return;
        Array = null;
        Owner = null;
        BufferPool<T>.Return(array);
    }

    /// <summary>Gives the array back, if it is the owner's, as soon as nobody holds it.</summary>
    public void Retire(object owner)
    {
        if (Owner != owner)
            return;
        Owner = Retired;
        if (Holds == 0)
            Release(Retired);
    }
}
