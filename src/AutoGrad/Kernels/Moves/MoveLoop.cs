using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The loop of all moves between a line of a table and elements.</summary>
internal static unsafe class MoveLoop<T, TMove>
    where T : unmanaged
    where TMove : struct, IIndexedMove<T>
{
    /// <summary>Moves in the order of the elements. The caller owns so many elements and places, each of which lies within the line.</summary>
    /// <param name="line">The line of the table.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="places">The place of each in the line.</param>
    /// <param name="count">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* line, T* elements, int* places, nint count)
    {
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            TMove.Move(ref line[(uint)places[i]], ref elements[i]);
            TMove.Move(ref line[(uint)places[i + 1]], ref elements[i + 1]);
            TMove.Move(ref line[(uint)places[i + 2]], ref elements[i + 2]);
            TMove.Move(ref line[(uint)places[i + 3]], ref elements[i + 3]);
        }
        for (; i < count; i++)
            TMove.Move(ref line[(uint)places[i]], ref elements[i]);
    }
}
