using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The sum of products that subscripts name, after Einstein: y[output] = Σ over all other subscripts of the product of the operands, as in
    /// <c>Einsum("ij,jk->ik", a, b)</c> for a product of matrices and <c>"ii->i"</c> for a diagonal.
    /// </summary>
    /// <param name="subscripts">
    /// A letter for each axis of each operand, groups apart by commas, and the output's after <c>-&gt;</c>. A letter twice within an operand is its
    /// diagonal. An ellipsis <c>...</c> stands for any number of axes, which broadcast. Without <c>-&gt;</c> the output has the axes of the ellipsis,
    /// then the letters that occur once, in alphabetical order (capitals first). An ellipsis that the output lacks is summed over.
    /// </param>
    /// <param name="operands">The operands, as many as groups. Axes of length 1 stretch to the length of their subscript elsewhere.</param>
    /// <exception cref="ArgumentException">The subscripts are malformed, or not as many groups as operands.</exception>
    /// <exception cref="ShapeException">An operand has another number of axes, or a subscript two lengths.</exception>
    /// <remarks>
    /// Operands are contracted pair by pair, each time the pair with the fewest multiplications, and each pair as one (batched) matrix product.
    /// </remarks>
    public static Variable<T> Einsum<T>(string subscripts, params ReadOnlySpan<Variable<T>> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(subscripts);
        foreach (var operand in operands)
            ArgumentNullException.ThrowIfNull(operand, nameof(operands));
        var sum = new EinsumSubscripts(subscripts, Array.ConvertAll(operands.ToArray(), ShapeOf));
        var terms = new List<Term<T>>();
        for (var i = 0; i < operands.Length; i++)
            terms.Add(new Term<T>(operands[i], sum.Operands[i]).Diagonal().WithoutStretched(sum));
        for (var i = 0; i < terms.Count; i++)
            terms[i] = terms[i].SummedTo(Others(terms, i, i, sum.Output));
        while (terms.Count > 1)
        {
            var (i, j) = Cheapest(terms, sum);
            var product = terms[i].Contract(terms[j], Others(terms, i, j, sum.Output), sum);
            terms.RemoveAt(j);
            terms[i] = product;
        }
        return terms[0].Ordered(sum.Output);
    }

    private static string Others<T>(List<Term<T>> terms, int i, int j, string output) where T : unmanaged, IFloatingPointIeee754<T> =>
        output + string.Concat(terms.Where((_, other) => other != i && other != j).Select(term => term.Labels));

    private static (int First, int Second) Cheapest<T>(List<Term<T>> terms, EinsumSubscripts sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (best, least) = ((0, 1), double.PositiveInfinity);
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = i + 1; j < terms.Count; j++)
            {
                // As a double, since the lengths of all subscripts together may be more than any integer.
                var cost = terms[i].Labels.Union(terms[j].Labels).Aggregate(1.0, (product, label) => product * sum.LengthOf(label));
                if (cost < least)
                    (best, least) = ((i, j), cost);
            }
        }
        return best;
    }

    /// <summary>A variable and the labels of its axes.</summary>
    private readonly record struct Term<T>(Variable<T> X, string Labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>Takes the diagonal of axes that have one label: side by side as one axis, it lies at every (n + 1)-th place.</summary>
        public Term<T> Diagonal()
        {
            for (var first = 0; first < Labels.Length; first++)
            {
                var second = Labels.IndexOf(Labels[first], first + 1);
                if (second < 0)
                    continue;
                var rest = Labels.Remove(second, 1).Remove(first, 1);
                var axes = Enumerable.Range(0, Labels.Length).Where(axis => axis != first && axis != second);
                var last = Permute(X, [.. axes, first, second]);
                var n = X.Shape[first];
                var flat = Reshape(last, Shape.Create([.. last.Shape.Lengths[..^2], n * n]));
                return new Term<T>(Slice(flat, -1, .., n + 1), rest + Labels[first]).Diagonal();
            }
            return this;
        }

        /// <summary>Leaves out the axes of length 1 that stretch, which the product would only repeat.</summary>
        public Term<T> WithoutStretched(EinsumSubscripts sum)
        {
            var (x, labels) = (X, Labels);
            var kept = Enumerable.Range(0, labels.Length).Where(axis => x.Shape[axis] != 1 || sum.LengthOf(labels[axis]) == 1).ToArray();
            return new(Reshape(x, Shape.Create(Array.ConvertAll(kept, axis => x.Shape[axis]))), string.Concat(kept.Select(axis => labels[axis])));
        }

        /// <summary>Sums over the labels that nothing else has.</summary>
        public Term<T> SummedTo(string others)
        {
            var labels = Labels;
            var axes = Enumerable.Range(0, labels.Length).Where(axis => !others.Contains(labels[axis])).ToArray();
            return axes.Length == 0 ? this : new(Sum(X, axes), string.Concat(labels.Where(others.Contains)));
        }

        /// <summary>The product with another, summed over the labels that both have and nothing else.</summary>
        public Term<T> Contract(Term<T> other, string others, EinsumSubscripts sum)
        {
            var (mine, theirs) = (Labels, other.Labels);
            var both = mine.Where(theirs.Contains).ToArray();
            var batch = string.Concat(both.Where(others.Contains));
            var inner = string.Concat(both.Except(batch));
            var (rows, columns) = (string.Concat(mine.Except(both)), string.Concat(theirs.Except(both)));
            Shape Lengths(string labels) => Shape.Create([.. labels.Select(sum.LengthOf)]);
            if (rows.Length == 0 && columns.Length == 0 && batch.Length > 0)
                return new Term<T>(Ordered(batch + inner) * other.Ordered(batch + inner), batch + inner).SummedTo(others);

            var (transposeA, transposeB) = (mine == batch + inner + rows && rows.Length > 0, theirs == batch + columns + inner);
            var (m, k, n) = (Lengths(rows).Size, Lengths(inner).Size, Lengths(columns).Size);
            int[] batches = batch.Length == 0 ? [] : [Lengths(batch).Size];
            var a = Reshape(Ordered(transposeA ? mine : batch + rows + inner), Shape.Create([.. batches, .. transposeA ? [k, m] : new[] { m, k }]));
            var b = Reshape(other.Ordered(transposeB ? theirs : batch + inner + columns), Shape.Create([.. batches, .. transposeB ? [n, k] : new[] { k, n }]));
            return new(Reshape(MatMul(a, b, transposeA, transposeB), Lengths(batch + rows + columns)), batch + rows + columns);
        }

        /// <summary>The axes in the order of the labels.</summary>
        public Variable<T> Ordered(string labels)
        {
            var mine = Labels;
            return labels == mine ? X : Permute(X, [.. labels.Select(label => mine.IndexOf(label))]);
        }
    }
}
