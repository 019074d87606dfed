namespace AutoGrad.Kernels;

/// <summary>Tables of <see cref="OffsetTile{T, TVector, TOps, TRows, TColumns}"/>, and where its vectors should lie.</summary>
internal static unsafe class OffsetTables
{
    /// <summary>What a table of rows and the sums must have beyond the rows asked for, as places that may be read and written.</summary>
    public const int Spare = 12;

    private const int Line = 64;

    /// <summary>The multiples of a unit: 0, unit, 2 · unit, ..</summary>
    public static int[] Multiples(int unit, int count)
    {
        var multiples = new int[count];
        for (var i = 0; i < count; i++)
            multiples[i] = i * unit;
        return multiples;
    }

    /// <summary>The first place from the given one on at which a cache line begins, less than <see cref="Alignment"/> further.</summary>
    public static T* Align<T>(T* memory) where T : unmanaged => (T*)(((nint)memory + (Line - 1)) & -Line);

    /// <summary>The elements that <see cref="Align"/> may skip.</summary>
    public static int Alignment<T>() where T : unmanaged => Line / sizeof(T);
}
