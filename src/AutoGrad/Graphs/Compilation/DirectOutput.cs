using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>An output that the last step computes element by element: it can be written where the caller wants it, without a copy.</summary>
/// <param name="Output">The number of the output.</param>
/// <param name="Step">The last step.</param>
/// <param name="Value">The number of the value there.</param>
internal readonly record struct DirectOutput<T>(int Output, TileStep<T> Step, int Value) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Those of a program that ends with a group of elementwise operations: nothing runs after it that would read what it has written.</summary>
    public static DirectOutput<T>[] Of(Lowering<T> lowering, int[] group, TileStep<T> step, TileProgram<T> program)
    {
        int[] roots = [.. lowering.Graph.Outputs.Select(output => lowering.Roots[output])];
        // A value that is two outputs is copied to both.
        return [.. Enumerable.Range(0, roots.Length).Where(i => Array.IndexOf(group, roots[i]) >= 0 && roots.Count(root => root == roots[i]) == 1)
            .Select(i => new DirectOutput<T>(i, step, program.ValueOf(roots[i])))];
    }
}
