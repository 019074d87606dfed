using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// exp(x - max) of blocks of columns, strip by strip: what belongs to the columns of a strip stays in registers for all rows. Four registers of
/// exponentials are computed together, beside each other where there are as many columns, and else below each other. The last strip ends with the
/// columns: what it has of the one before, it computes a second time. So a block has at least as many columns as a register.
/// </summary>
internal static unsafe class SoftmaxStrips<T, V, TFunction>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct, IRegister<T, V>
    where TFunction : struct, IHeldFunction<T, V, TFunction>
{
    /// <summary>The sums of the exponentials of each column.</summary>
    /// <param name="block">The elements.</param>
    /// <param name="max">What is taken from the elements of each column.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="ahead">How many elements further on memory is asked for, if any.</param>
    public static void Sums(in ColumnBlock<T> block, T* max, T* sums, nint ahead) => Run<Dropped>(block, max, sums, ahead);

    /// <summary>The same, where the exponentials are the block's results.</summary>
    public static void Keep(in ColumnBlock<T> block, T* max, T* sums, nint ahead) => Run<Kept>(block, max, sums, ahead);

    /// <summary>The exponentials by a factor of each column.</summary>
    public static void Results(in ColumnBlock<T> block, T* max, T* factors, nint ahead) => Run<Scaled>(block, max, factors, ahead);

    private static void Run<TUse>(in ColumnBlock<T> block, T* max, T* states, nint ahead) where TUse : struct, IUse
    {
        nint column = 0;
        // Without the instruction that scales, there are not the registers for four at a time.
        if (V.HasScale)
        {
            for (; column <= block.Columns - (4 * V.Count); column += 4 * V.Count)
                Wide<TUse>(block, max + column, states + column, column, ahead);
        }
        for (; column < block.Columns; column += V.Count)
        {
            var place = Math.Min(column, block.Columns - V.Count);
            if (V.HasScale)
                Narrow<TUse>(block, max + place, states + place, place, ahead);
            else
                OneByOne<TUse>(block, max + place, states + place, place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<TUse>(in ColumnBlock<T> block, T* max, T* states, nint column, nint ahead) where TUse : struct, IUse
    {
        var (stride, yStride, rows) = (block.Stride, block.YStride, block.Rows);
        T* x = block.X + column, y = block.Y + column;
        var exponential = TFunction.Hold();
        var (max0, max1) = (V.Load(in max[0], 0), V.Load(in max[V.Count], 0));
        var (max2, max3) = (V.Load(in max[2 * V.Count], 0), V.Load(in max[3 * V.Count], 0));
        var (state0, state1) = (TUse.Start(states), TUse.Start(states + V.Count));
        var (state2, state3) = (TUse.Start(states + (2 * V.Count)), TUse.Start(states + (3 * V.Count)));
        for (; rows > 0; rows--, x += stride, y += yStride)
        {
            if (ahead > 0)
                Ahead(x + ahead, 4);
            var (a, b) = (V.Load(in x[0], 0) - max0, V.Load(in x[V.Count], 0) - max1);
            var (c, d) = (V.Load(in x[2 * V.Count], 0) - max2, V.Load(in x[3 * V.Count], 0) - max3);
            exponential.Of(ref a, ref b, ref c, ref d);
            (state0, state1) = (TUse.Of(a, state0, y), TUse.Of(b, state1, y + V.Count));
            (state2, state3) = (TUse.Of(c, state2, y + (2 * V.Count)), TUse.Of(d, state3, y + (3 * V.Count)));
        }
        if (!TUse.ChangesState)
            return;
        state0.Store(ref states[0], 0);
        state1.Store(ref states[V.Count], 0);
        state2.Store(ref states[2 * V.Count], 0);
        state3.Store(ref states[3 * V.Count], 0);
    }

    // Of what is left after the last four rows, the first is there several times, and counts once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<TUse>(in ColumnBlock<T> block, T* maxima, T* states, nint column, nint ahead) where TUse : struct, IUse
    {
        var (stride, yStride, rows) = (block.Stride, block.YStride, block.Rows);
        T* x = block.X + column, y = block.Y + column;
        var exponential = TFunction.Hold();
        var (max, state) = (V.Load(in maxima[0], 0), TUse.Start(states));
        for (; rows > 0; rows -= 4, x += 4 * stride, y += 4 * yStride)
        {
            T* x1 = rows > 1 ? x + stride : x, x2 = rows > 2 ? x1 + stride : x, x3 = rows > 3 ? x2 + stride : x;
            if (ahead > 0)
            {
                Ahead(x + ahead, 1);
                Ahead(x1 + ahead, 1);
                Ahead(x2 + ahead, 1);
                Ahead(x3 + ahead, 1);
            }
            var (a, b, c, d) = (V.Load(in *x, 0) - max, V.Load(in *x1, 0) - max, V.Load(in *x2, 0) - max, V.Load(in *x3, 0) - max);
            exponential.Of(ref a, ref b, ref c, ref d);
            state = TUse.Of(a, state, y);
            if (rows > 1)
                state = TUse.Of(b, state, y + yStride);
            if (rows > 2)
                state = TUse.Of(c, state, y + (2 * yStride));
            if (rows > 3)
                state = TUse.Of(d, state, y + (3 * yStride));
        }
        if (TUse.ChangesState)
            state.Store(ref *states, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne<TUse>(in ColumnBlock<T> block, T* maxima, T* states, nint column) where TUse : struct, IUse
    {
        T* x = block.X + column, y = block.Y + column;
        var (max, state) = (V.Load(in maxima[0], 0), TUse.Start(states));
        for (var row = 0; row < block.Rows; row++, x += block.Stride, y += block.YStride)
            state = TUse.Of(TFunction.At(V.Load(in *x, 0) - max), state, y);
        if (TUse.ChangesState)
            state.Store(ref *states, 0);
    }

    // Asks for as much as some registers hold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ahead(T* x, nuint registers)
    {
        for (nuint i = 0; i < registers; i++)
            Prefetching.At<T, V>(in *x, i * (nuint)V.Count);
    }

    // What becomes of an exponential, beside a state of its column.
    private interface IUse
    {
        // States that stay as they are may be those of other threads as well.
        static abstract bool ChangesState { get; }

        static abstract V Start(T* state);

        static abstract V Of(V term, V state, T* y);
    }

    private readonly struct Dropped : IUse
    {
        public static bool ChangesState => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start(T* state) => V.Repeat(T.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V term, V state, T* y) => state + term;
    }

    private readonly struct Kept : IUse
    {
        public static bool ChangesState => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start(T* state) => V.Repeat(T.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V term, V state, T* y)
        {
            term.Store(ref *y, 0);
            return state + term;
        }
    }

    private readonly struct Scaled : IUse
    {
        public static bool ChangesState => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start(T* state) => V.Load(in *state, 0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V term, V state, T* y)
        {
            (term * state).Store(ref *y, 0);
            return state;
        }
    }
}
