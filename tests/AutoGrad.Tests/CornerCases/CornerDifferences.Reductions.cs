namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerDifferences
{
    private static Dictionary<string, Difference[]> Reductions() => new()
    {
        ["reduce.prod.inf_zero"] = [new("second 0", [0], "The second derivative is x1 + x2 = 3; PyTorch multiplies infinity by 0.")],
        ["reduce.ties.kthvalue_4"] = [new("gradient 0", [2, 3], Stable)],
        ["reduce.ties.topk2"] = [new("gradient 0", [0, 3], Stable)],
        ["reduce.ties.max_rows"] = [new("gradient 0", [0, 1], Shared)],
        ["reduce.nanmax.max_dim.two_nans"] = [new("gradient 0", [0, 2], Shared)],
        ["reduce.nanmax.amax.two_nans"] = [new("gradient 0", [0, 1, 2], "The derivative of a NaN maximum goes to the NaNs.")],
        ["reduce.nanmax.max_dim.inf"] = [new("gradient 0", [1, 2], Shared)],
        ["reduce.nanmax.max_dim.neg_inf"] = [new("gradient 0", [0, 1], Shared)],
        ["reduce.lse.all_neg_inf"] = [new("gradient 0", [0, 1], MaskedOut), new("second 0", [0, 1], MaskedOut)],
        ["reduce.lse.one_inf"] = [new("gradient 0", [0], InfiniteLogit)],
        ["reduce.lse.inf_neginf"] = [new("gradient 0", [0], InfiniteLogit)],
        ["reduce.vnorm.p0.zero"] = [new("error", [], "The order 0 counts, and says that it has no derivative instead of giving zeros.")],
    };
}
