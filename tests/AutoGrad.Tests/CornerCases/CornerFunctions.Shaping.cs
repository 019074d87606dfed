using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerFunctions<T>
{
    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> Shaping() => new()
    {
        ["shape.expand_to_zero"] = x => BroadcastTo(x[0], [0, 3]),
        ["shape.expand_new_dim"] = x => BroadcastTo(x[0], [2, 3]),
        ["shape.expand_mid"] = x => BroadcastTo(x[0], [2, 4, 3]),
        ["shape.reshape_zero"] = x => Reshape(x[0], 3, 0),
        ["shape.reshape_of_transpose"] = x => Reshape(Transpose(x[0]), 6),
        ["shape.squeeze_all"] = x => Squeeze(x[0]),
        ["shape.permute"] = x => Permute(x[0], 2, 0, 1),
        ["shape.cat_empty"] = x => Concatenate([x[0], x[1]]),
        ["shape.cat_empty_2d"] = x => Concatenate([x[0], x[1]]),
        ["shape.cat_dim1"] = x => Concatenate([x[0], x[1]], axis: 1),
        ["shape.cat_bad"] = x => Concatenate([x[0], x[1]]),
        ["shape.split_uneven"] = x => Split(x[0], [2, 2, 1])[1],
        ["shape.split_zero_size"] = x => Split(x[0], [0, 1, 2]) is [var none, var one, _] ? Sum(none) + Sum(one) : x[0],
        ["shape.chunk_last"] = x => Chunk(x[0], 2)[1],
        ["shape.slice_step"] = x => Slice(x[0], 0, .., step: 2),
        ["shape.slice_neg"] = x => x[0][^2..],
        ["shape.index_int_mixed"] = x => x[0][1, .., 0],
        ["shape.index_dup"] = x => Take(x[0], [0, 0, 2], 0),
        ["shape.index_oob"] = x => Take(x[0], [3], 0),
        ["shape.index_empty"] = x => Sum(Take(x[0], ReadOnlySpan<int>.Empty, 0)),
        ["shape.gather_dup"] = x => Gather(x[0], Reshape(Vector(0, 0, 1, 2, 2, 2), 2, 3), 1),
        ["shape.scatter_add_dup"] = x => x[0] + ScatterAdd(x[1], Vector(0, 0, 2), 0, 3),
        ["shape.scatter_overwrite"] = x => Scatter(x[0], Vector(0, 2), x[1], 0),
        ["shape.index_put_acc"] = x => x[0] + ScatterAdd(x[1], Vector(1, 1), 0, 3),
        ["shape.embedding_dup"] = x => Take(x[0], [1, 1, 0], 0),
        ["shape.triu_k1"] = x => UpperTriangle(x[0], 1),
        ["shape.diag_build"] = x => DiagonalMatrix(x[0]),
        ["shape.diagonal_off"] = x => Diagonal(x[0], 1),
        ["shape.trace_rect"] = x => Trace(x[0]),
        ["shape.pad_const"] = x => Pad(x[0], [(0, 0), (1, 2)], value: 9),
        ["shape.pad_negative"] = x => Pad(x[0], [(0, 0), (-1, 1)]),
        ["shape.pad_reflect"] = x => Pad(Reshape(x[0], 1, 1, 4), [(0, 0), (0, 0), (2, 1)], PadMode.Reflect),
        ["shape.repeat"] = x => Tile(x[0], 2, 3),
        ["shape.as_strided_overlap"] = x => Take(x[0], Reshape(Vector(0, 1, 1, 2, 2, 3), 3, 2), 0),
        ["shape.cumsum_2d"] = x => CumulativeSum(x[0], 1),
        ["shape.detach"] = x => x[0] * StopGradient(x[0]),
        ["shape.outer_zero"] = x => Outer(x[0], x[1]),
        ["shape.meshgrid_like"] = x => Meshgrid([x[0], x[1]]) is [var rows, var columns] ? rows + columns : x[0],
    };
}
