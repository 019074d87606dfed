using System.Buffers;
using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>An operand with the elements that broadcasting repeats written out, in rented memory, or the operand itself where it has the shape.</summary>
internal readonly ref struct Stretched<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[]? _rented;

    public Stretched(ReadOnlySpan<T> values, Shape shape, Shape target)
    {
        Values = values;
        if (values.Length == target.Size)
            return;
        _rented = ArrayPool<T>.Shared.Rent(target.Size);
        var stretched = _rented.AsSpan(0, target.Size);
        Stretch(values, shape, stretched, target);
        Values = stretched;
    }

    public ReadOnlySpan<T> Values { get; }

    /// <summary>Writes each element of x as often as broadcasting to the target repeats it.</summary>
    public static void Stretch(ReadOnlySpan<T> x, Shape shape, Span<T> y, Shape target)
    {
        if (y.IsEmpty)
            return;
        if (x.Length == 1)
        {
            Passes.Fill(y, x[0]);
            return;
        }
        var runs = new Broadcast(shape, target);
        if (runs.RunLength >= PassSplit.ElementsPerPart)
        {
            while (runs.Next(out var run))
            {
                var results = y.Slice(run.Output, run.Length);
                if (run.StretchesA)
                    Passes.Fill(results, x[run.A]);
                else
                    Passes.Copy(x.Slice(run.A, run.Length), results);
            }
            return;
        }
        PassSplit.Run(new Tile<T> { A = x }, y, runs.RunCount, runs.RunLength, new Pass(shape, target));
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
    }

    private readonly struct Pass(Shape shape, Shape target) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var runs = new Broadcast(shape, target);
            runs.MoveTo(start);
            for (; start < end && runs.Next(out var run); start++)
            {
                var results = y.Slice(run.Output, run.Length);
                if (run.StretchesA)
                    results.Fill(x.A[run.A]);
                else
                    x.A.Slice(run.A, run.Length).CopyTo(results);
            }
        }
    }
}
