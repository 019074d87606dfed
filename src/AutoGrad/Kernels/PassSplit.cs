namespace AutoGrad.Kernels;

/// <summary>Runs passes over large arrays on all threads.</summary>
internal static unsafe class PassSplit
{
    /// <summary>
    /// The number of elements of a part: it takes a thread some microseconds, about what it takes to wake one, and fits the second cache.
    /// </summary>
    public const int ElementsPerPart = 1 << 15;

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
        var unitsPerPart = (int)Math.Max(1, ElementsPerPart / Math.Max(1, elementsPerUnit));
        if (units <= unitsPerPart || AutoGradSettings.Threads == 1)
        {
            if (units > 0)
                pass.Run(x, y, 0, units);
            return;
        }
        // The spans stay pinned until all parts are done, and each is made again of the length that it has here.
        fixed (T* a = x.A, b = x.B, c = x.C, results = y)
        {
            WorkSplit.Run(
                ((units - 1) / unitsPerPart) + 1,
                new Work<T, TPass>(new(a, x.A.Length), new(b, x.B.Length), new(c, x.C.Length), new(results, y.Length),
                    x.IsElementA, x.IsElementB, units, unitsPerPart, pass));
        }
    }

    private readonly struct Pinned<T>(T* first, int length) where T : unmanaged
    {
        public Span<T> Span => new(first, length);
    }

    private readonly struct Work<T, TPass>(
        Pinned<T> a, Pinned<T> b, Pinned<T> c, Pinned<T> y, bool isElementA, bool isElementB, int units, int unitsPerPart, TPass pass) : ISplitWork
        where T : unmanaged
        where TPass : struct, IPass<T>
    {
        public void Run(int part)
        {
            var start = part * unitsPerPart;
            var x = new Tile<T> { A = a.Span, IsElementA = isElementA, B = b.Span, IsElementB = isElementB, C = c.Span };
            pass.Run(x, y.Span, start, Math.Min(unitsPerPart, units - start) + start);
        }
    }
}
