using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// The loops of <see cref="SoftmaxColumns"/>, in the widest registers that a block of columns fills. Each column is computed by itself, from row to
/// row, so that every width gives the same bits.
/// </summary>
internal static unsafe class SoftmaxRows<T, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TExponential : struct, INegativeExponential<T>
{
    // So many rows are added one after the other: to more of them, error would add up.
    private const int SumRows = 32;

    /// <summary>The largest element of each column; beside a NaN it is any number of the column.</summary>
    public static void Maxima(in ColumnBlock<T> block, T* max)
    {
        new ReadOnlySpan<T>(block.X, block.Columns).CopyTo(new(max, block.Columns));
        if (Vector512.IsHardwareAccelerated && block.Columns >= Vector512<T>.Count)
            Raise<Register512<T>>(block, max);
        else if (Vector256.IsHardwareAccelerated && block.Columns >= Vector256<T>.Count)
            Raise<Register256<T>>(block, max);
        else if (Vector128.IsHardwareAccelerated && block.Columns >= Vector128<T>.Count)
            Raise<Register128<T>>(block, max);
        else
            Raise<Register1<T>>(block, max);
    }

    /// <summary>Σ exp(x - max) of each column, whose terms are the results of a block that has some.</summary>
    /// <param name="block">The elements.</param>
    /// <param name="max">The largest element of each column.</param>
    /// <param name="sums">The sums, and after them scratch memory of the same length.</param>
    /// <param name="ahead">How many elements further on memory is asked for, if any.</param>
    public static void Sums(in ColumnBlock<T> block, T* max, T* sums, nint ahead)
    {
        for (var row = 0; row < block.Rows; row += SumRows)
        {
            var part = block.Part(row, Math.Min(SumRows, block.Rows - row));
            var target = row == 0 ? sums : sums + block.Columns;
            if (Vector512.IsHardwareAccelerated && block.Columns >= Vector512<T>.Count)
                TExponential.Sums<Register512<T>>(part, max, target, ahead);
            else if (Vector256.IsHardwareAccelerated && block.Columns >= Vector256<T>.Count)
                TExponential.Sums<Register256<T>>(part, max, target, ahead);
            else if (Vector128.IsHardwareAccelerated && block.Columns >= Vector128<T>.Count)
                TExponential.Sums<Register128<T>>(part, max, target, ahead);
            else
                TExponential.Sums<Register1<T>>(part, max, target, ahead);
            if (row > 0)
                TensorPrimitives.Add(new ReadOnlySpan<T>(sums, block.Columns), new ReadOnlySpan<T>(target, block.Columns), new Span<T>(sums, block.Columns));
        }
    }

    /// <summary>exp(x - max)·factor into the results.</summary>
    public static void Results(in ColumnBlock<T> block, T* max, T* factors, nint ahead)
    {
        if (Vector512.IsHardwareAccelerated && block.Columns >= Vector512<T>.Count)
            TExponential.Results<Register512<T>>(block, max, factors, ahead);
        else if (Vector256.IsHardwareAccelerated && block.Columns >= Vector256<T>.Count)
            TExponential.Results<Register256<T>>(block, max, factors, ahead);
        else if (Vector128.IsHardwareAccelerated && block.Columns >= Vector128<T>.Count)
            TExponential.Results<Register128<T>>(block, max, factors, ahead);
        else
            TExponential.Results<Register1<T>>(block, max, factors, ahead);
    }

    /// <summary>Multiplies the results by a factor of each column.</summary>
    public static void Multiply(in ColumnBlock<T> block, T* factors)
    {
        if (Vector512.IsHardwareAccelerated && block.Columns >= Vector512<T>.Count)
            Multiply<Register512<T>>(block, factors);
        else if (Vector256.IsHardwareAccelerated && block.Columns >= Vector256<T>.Count)
            Multiply<Register256<T>>(block, factors);
        else if (Vector128.IsHardwareAccelerated && block.Columns >= Vector128<T>.Count)
            Multiply<Register128<T>>(block, factors);
        else
            Multiply<Register1<T>>(block, factors);
    }

    /// <summary>x - max - log into the results.</summary>
    public static void Subtract(in ColumnBlock<T> block, T* max, T* logs, nint ahead)
    {
        if (Vector512.IsHardwareAccelerated && block.Columns >= Vector512<T>.Count)
            Subtract<Register512<T>>(block, max, logs, ahead);
        else if (Vector256.IsHardwareAccelerated && block.Columns >= Vector256<T>.Count)
            Subtract<Register256<T>>(block, max, logs, ahead);
        else if (Vector128.IsHardwareAccelerated && block.Columns >= Vector128<T>.Count)
            Subtract<Register128<T>>(block, max, logs, ahead);
        else
            Subtract<Register1<T>>(block, max, logs, ahead);
    }

    /// <summary>The largest element of a column; NaN where one is.</summary>
    public static T Largest(in ColumnBlock<T> block, int column)
    {
        var max = block.X[column];
        for (var row = 1; row < block.Rows; row++)
            max = T.Max(max, block.X[(row * block.Stride) + column]);
        return max;
    }

    // The last register of each row ends with it. Four columns of registers at a time, and then one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Raise<V>(in ColumnBlock<T> block, T* max) where V : struct, IRegister<T, V>
    {
        var (stride, rows, columns) = (block.Stride, block.Rows, (nint)block.Columns);
        nint column = 0;
        for (; column <= columns - (4 * V.Count); column += 4 * V.Count)
        {
            T* x = block.X + column, target = max + column;
            var (a, b) = (V.Load(in target[0], 0), V.Load(in target[V.Count], 0));
            var (c, d) = (V.Load(in target[2 * V.Count], 0), V.Load(in target[3 * V.Count], 0));
            for (var row = 0; row < rows; row++, x += stride)
            {
                (a, b) = (V.AtLeast(a, V.Load(in x[0], 0)), V.AtLeast(b, V.Load(in x[V.Count], 0)));
                (c, d) = (V.AtLeast(c, V.Load(in x[2 * V.Count], 0)), V.AtLeast(d, V.Load(in x[3 * V.Count], 0)));
            }
            a.Store(ref target[0], 0);
            b.Store(ref target[V.Count], 0);
            c.Store(ref target[2 * V.Count], 0);
            d.Store(ref target[3 * V.Count], 0);
        }
        for (; column < columns; column += V.Count)
        {
            var place = Math.Min(column, columns - V.Count);
            var x = block.X + place;
            var largest = V.Load(in max[place], 0);
            for (var row = 0; row < rows; row++, x += stride)
                largest = V.AtLeast(largest, V.Load(in *x, 0));
            largest.Store(ref max[place], 0);
        }
    }

    // The last register of a row is read before any other is written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<V>(in ColumnBlock<T> block, T* factors) where V : struct, IRegister<T, V>
    {
        var y = block.Y;
        var last = (nint)block.Columns - V.Count;
        for (var row = 0; row < block.Rows; row++, y += block.YStride)
        {
            var end = V.Load(in y[last], 0) * V.Load(in factors[last], 0);
            for (nint i = 0; i < last; i += V.Count)
                (V.Load(in y[i], 0) * V.Load(in factors[i], 0)).Store(ref y[i], 0);
            end.Store(ref y[last], 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract<V>(in ColumnBlock<T> block, T* max, T* logs, nint ahead) where V : struct, IRegister<T, V>
    {
        T* x = block.X, y = block.Y;
        var last = (nint)block.Columns - V.Count;
        for (var row = 0; row < block.Rows; row++, x += block.Stride, y += block.YStride)
        {
            for (nint i = 0; i < last; i += V.Count)
            {
                if (ahead > 0)
                    Prefetching.At<T, V>(in x[i], (nuint)ahead);
                (V.Load(in x[i], 0) - V.Load(in max[i], 0) - V.Load(in logs[i], 0)).Store(ref y[i], 0);
            }
            (V.Load(in x[last], 0) - V.Load(in max[last], 0) - V.Load(in logs[last], 0)).Store(ref y[last], 0);
        }
    }
}
