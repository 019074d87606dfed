using System.Numerics;
using AutoGrad.Graphs.Code;

namespace AutoGrad.Graphs;

/// <summary>All random numbers of a loop, drawn step by step in the order in which the steps draw them: [length, numbers of a step].</summary>
/// <param name="Draws">What one step draws, in its order.</param>
/// <param name="Length">The number of steps.</param>
/// <param name="IsReversed">Whether the last row is that of the first step.</param>
internal sealed record StepDraws<T>(IReadOnlyList<RandomPrimitive<T>> Draws, int Length, bool IsReversed)
    : RandomPrimitive<T>([Length, Draws.Sum(draw => draw.Shape.Size)], Draws[0].Random) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Draws for all steps. A stack [length, ..] for each draw of a step.</summary>
    public static Variable<T>[] Apply(IReadOnlyList<RandomPrimitive<T>> draws, int length, bool isReversed)
    {
        if (draws.Count == 0)
            return [];
        var all = new StepDraws<T>(draws, length, isReversed).Apply();
        var stacks = new Variable<T>[draws.Count];
        var start = 0;
        for (var i = 0; i < stacks.Length; i++)
        {
            var shape = draws[i].Shape;
            stacks[i] = Op.Reshape(all[.., start..(start + shape.Size)], Shape.Create([length, .. shape.Lengths]));
            start += shape.Size;
        }
        return stacks;
    }

    public bool Equals(StepDraws<T>? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => base.GetHashCode();

    protected override void Draw(Span<T> y)
    {
        var size = Shape[1];
        for (var s = 0; s < Length; s++)
        {
            var row = y.Slice((IsReversed ? Length - 1 - s : s) * size, size);
            foreach (var draw in Draws)
            {
                draw.Evaluate([], row[..draw.Shape.Size]);
                row = row[draw.Shape.Size..];
            }
        }
    }

    internal override string? WriteDraw(CodeFile file, string y)
    {
        var start = IsReversed ? $"({Length - 1} - i) * {Shape[1]}" : $"i * {Shape[1]}";
        List<string> statements = [];
        foreach (var draw in Draws)
        {
            if (draw.WriteDraw(file, $"{y}.AsSpan({start}, {draw.Shape.Size})") is not { } statement)
                return null;
            statements.Add(statement);
            start = $"{start} + {draw.Shape.Size}";
        }
        return $"for (var i = 0; i < {Length}; i++) {{ {string.Join(" ", statements)} }}";
    }
}
