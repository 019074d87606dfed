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
        if (x.Length == 1)
        {
            y.Fill(x[0]);
            return;
        }
        if (y.IsEmpty)
            return;
        var runs = new Broadcast(shape, target);
        while (runs.Next(out var run))
        {
            var results = y.Slice(run.Output, run.Length);
            if (run.StretchesA)
                results.Fill(x[run.A]);
            else
                x.Slice(run.A, run.Length).CopyTo(results);
        }
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
    }
}
