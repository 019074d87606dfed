namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerDifferences
{
    private static Dictionary<string, Difference[]> Losses() => new()
    {
        ["nn.ce.posinf"] = [new("value", [0], InfiniteLogit), new("gradient 0", [0, 1], InfiniteLogit)],
        ["nn.ce.empty"] = [new("error", [], NoMean)],
        ["nn.bce.p1_t0"] = [new("gradient 0", [0], SingleBound)],
        ["nn.bce.p1e-13_t1"] = [new("gradient 0", [0], SingleBound)],
        ["nn.bcel.xinf_t0"] = [new("value", [0], InfiniteLogit)],
        ["nn.bcel.xinf_t0.5"] = [new("value", [0], InfiniteLogit)],
        ["nn.bcel.x-inf_t0"] = [new("value", [0], InfiniteLogit)],
        ["nn.mse.empty"] = [new("error", [], NoMean)],
        ["nn.smooth_l1.beta0"] = [new("gradient 0", [1], EqualElements), new("gradient 1", [1], EqualElements)],
        ["nn.kl.target_zero"] = [new("gradient 1", [0], "The derivative of t ln t at t = 0 is left out, where PyTorch has 0 times infinity.")],
        ["nn.kl.log_target"] = [new("value", [0], NoTarget), new("gradient 1", [1], NoTarget)],
    };
}
