namespace AutoGrad.Kernels;

/// <summary>Runs passes over large arrays on all threads.</summary>
internal static unsafe class PassSplit
{
    /// <summary>
    /// The number of elements of a part: it takes a thread some microseconds, about what it takes to wake one, and the caches hold it.
    /// </summary>
    public const int ElementsPerPart = 1 << 15;

    /// <summary>
    /// The parts of a large output are so long that our functions and the library's, and the copies of the runtime, write past the caches, without
    /// reading first what they overwrite: two thirds of the time.
    /// </summary>
    public const int BytesPerLargePart = 1 << 19;

    /// <summary>
    /// Whether an output of so many elements is not in the caches when it is next read: more than three eighths of the third, beside what is read meanwhile.
    /// Where it is, what reads it next is up to three times as fast.
    /// </summary>
    public static bool IsLarge<T>(long length) where T : unmanaged => length * sizeof(T) >= CacheSizes.Third * 3 / 8;

    /// <summary>How many elements of a large output a part has at most, unless it is the last.</summary>
    public static int LargePartLength<T>() where T : unmanaged => BytesPerLargePart / sizeof(T);

    /// <summary>Does a pass, in parts that only the number and the size of the units decide.</summary>
    /// <param name="x">The operands.</param>
    /// <param name="y">The output.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="elementsPerUnit">How many elements a unit reads or writes, whichever are more.</param>
    /// <param name="pass">What does them.</param>
    public static void Run<T, TPass>(in Tile<T> x, Span<T> y, int units, long elementsPerUnit, in TPass pass)
        where T : unmanaged
        where TPass : struct, IPass<T>
    {
        // The last part takes what would be left: functions of the library may give other bits in a run that is shorter than a vector.
        // And the fewer parts what is read comes in, the less is asked for ahead by a thread that does not read it.
        var elementsPerPart = IsLarge<T>(Math.Max(y.Length, units * elementsPerUnit)) ? LargePartLength<T>() : ElementsPerPart;
        var unitsPerPart = (int)Math.Max(1, elementsPerPart / Math.Max(1, elementsPerUnit));
        var parts = units / unitsPerPart;
        if (parts <= 1 || AutoGradSettings.Threads == 1)
        {
            if (units > 0)
                pass.Run(x, y, 0, units);
            return;
        }
        // The spans stay pinned until all parts are done, and each is made again of the length that it has here.
        fixed (T* a = x.A, b = x.B, c = x.C, results = y)
        {
            WorkSplit.Run(
                parts,
                new Work<T, TPass>(new(a, x.A.Length), new(b, x.B.Length), new(c, x.C.Length), new(results, y.Length),
                    x.IsElementA, x.IsElementB, units, parts, unitsPerPart, pass));
        }
    }

    private readonly struct Pinned<T>(T* first, int length) where T : unmanaged
    {
        public Span<T> Span => new(first, length);
    }

    private readonly struct Work<T, TPass>(
        Pinned<T> a, Pinned<T> b, Pinned<T> c, Pinned<T> y, bool isElementA, bool isElementB, int units, int parts, int unitsPerPart,
        TPass pass) : ISplitWork
        where T : unmanaged
        where TPass : struct, IPass<T>
    {
        public void Run(int part)
        {
            var start = part * unitsPerPart;
            var x = new Tile<T> { A = a.Span, IsElementA = isElementA, B = b.Span, IsElementB = isElementB, C = c.Span };
            pass.Run(x, y.Span, start, part == parts - 1 ? units : start + unitsPerPart);
        }
    }
}
