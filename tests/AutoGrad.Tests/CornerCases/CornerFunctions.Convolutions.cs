using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerFunctions<T>
{
    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> Convolutions() => new()
    {
        ["pool.max_k2"] = x => MaxPool(x[0], 2),
        ["pool.avg_k2"] = x => AveragePool(x[0], 2),
        ["pool.avg_k3s2p1"] = x => AveragePool(x[0], 3, stride: 2, padding: 1),
        ["pool.avg_k3s2p1_nopad"] = x => AveragePool(x[0], 3, stride: 2, padding: 1, countsPadding: false),
        ["pool.adaptive_avg_3"] = x => AdaptiveAveragePool(x[0], 3),
        ["pool.adaptive_max_3"] = x => AdaptiveMaxPool(x[0], 3),
        ["pool.global_avg"] = x => Mean(x[0], [2, 3]),
        ["pool.max_nan"] = x => MaxPool(x[0], 2),
        ["pool.max_neginf"] = x => MaxPool(x[0], 2),
        ["pool.kernel_too_big"] = x => MaxPool(x[0], 5),
        ["conv.k_eq_input"] = x => Conv2d(x[0], x[1]),
        ["conv.pad_gt_kernel"] = x => Conv2d(x[0], x[1], padding: 2),
        ["conv.dilation"] = x => Conv2d(x[0], x[1], dilation: 2),
        ["conv.groups"] = x => Conv2d(x[0], x[1], groups: 2),
        ["conv.depthwise_mult"] = x => Conv2d(x[0], x[1], groups: 2),
        ["conv.batch0"] = x => Conv2d(x[0], x[1]),
        ["conv.channel_mismatch"] = x => Conv2d(x[0], x[1]),
        ["conv.bias"] = x => Conv2d(x[0], x[1], x[2]),
        ["conv.conv1d"] = x => Conv1d(x[0], x[1], padding: 1),
        ["conv.conv3d"] = x => Conv3d(x[0], x[1]),
        ["conv.transpose_s2"] = x => ConvTranspose2d(x[0], x[1], stride: 2),
        ["conv.transpose_outpad"] = x => ConvTranspose2d(x[0], x[1], stride: 2, padding: 1, outputPadding: 1),
        ["conv.transpose_groups"] = x => ConvTranspose2d(x[0], x[1], groups: 2),
        ["conv.transpose_dil"] = x => ConvTranspose2d(x[0], x[1], dilation: 2),
        ["glu"] = x => Glu(x[0]),
        ["upsample_nearest"] = x => UpsampleNearest(x[0], 4),
    };
}
