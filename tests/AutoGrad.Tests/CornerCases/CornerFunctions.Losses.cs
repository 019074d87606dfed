using static AutoGrad.Loss;
using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerFunctions<T>
{
    private static Dictionary<string, Func<Variable<T>[], Variable<T>>> Losses() => new()
    {
        ["smooth_l1_none"] = x => SmoothL1(x[0], x[1], reduction: Reduction.None),
        ["huber_none"] = x => Huber(x[0], x[1], reduction: Reduction.None),
        ["l1_none"] = x => MeanAbsoluteError(x[0], x[1], Reduction.None),
        ["ce.plain"] = x => CrossEntropy(x[0], Vector(0, 2)),
        ["ce.huge"] = x => CrossEntropy(x[0], Vector(0)),
        ["ce.huge_wrong"] = x => CrossEntropy(x[0], Vector(1)),
        ["ce.target_neginf"] = x => CrossEntropy(x[0], Vector(1)),
        ["ce.nontarget_neginf"] = x => CrossEntropy(x[0], Vector(0)),
        ["ce.posinf"] = x => CrossEntropy(x[0], Vector(0)),
        ["ce.ignore_some"] = x => CrossEntropy(x[0], Vector(-100, 1), ignoredLabel: -100),
        ["ce.ignore_all"] = x => CrossEntropy(x[0], Vector(-100, -100), ignoredLabel: -100),
        ["ce.weight_zero"] = x => CrossEntropy(x[0], Vector(0, 1), weights: Vector(0, 1)),
        ["ce.smooth"] = x => CrossEntropy(x[0], Vector(0, 1), smoothing: 0.1),
        ["ce.prob_target"] = x => CrossEntropy(x[0], x[1]),
        ["ce.empty"] = x => CrossEntropy(x[0], Vector()),
        ["ce.spatial"] = x => CrossEntropy(Permute(x[0], 0, 2, 1), Reshape(Vector(0, 1), 1, 2)),
        ["bce.p1_t0"] = x => BinaryCrossEntropyOfProbabilities(x[0], Vector(0)),
        ["bce.p0.5_t0.3"] = x => BinaryCrossEntropyOfProbabilities(x[0], Vector(0.3)),
        ["bce.p1e-13_t1"] = x => BinaryCrossEntropyOfProbabilities(x[0], Vector(1)),
        ["bce.out_of_range"] = x => BinaryCrossEntropyOfProbabilities(x[0], Vector(1)),
        ["bcel.x0_t0"] = x => BinaryCrossEntropy(x[0], Vector(0)),
        ["bcel.x0_t1"] = x => BinaryCrossEntropy(x[0], Vector(1)),
        ["bcel.x1000_t1"] = x => BinaryCrossEntropy(x[0], Vector(1)),
        ["bcel.x1000_t0.5"] = x => BinaryCrossEntropy(x[0], Vector(0.5)),
        ["bcel.x-1000_t1"] = x => BinaryCrossEntropy(x[0], Vector(1)),
        ["bcel.xinf_t0"] = x => BinaryCrossEntropy(x[0], Vector(0)),
        ["bcel.xinf_t0.5"] = x => BinaryCrossEntropy(x[0], Vector(0.5)),
        ["bcel.x-inf_t0"] = x => BinaryCrossEntropy(x[0], Vector(0)),
        ["bcel.x-inf_t1"] = x => BinaryCrossEntropy(x[0], Vector(1)),
        ["bcel.x-inf_t0.5"] = x => BinaryCrossEntropy(x[0], Vector(0.5)),
        ["bcel.x40_t0"] = x => BinaryCrossEntropy(x[0], Vector(0)),
        ["bcel.x40_t1"] = x => BinaryCrossEntropy(x[0], Vector(1)),
        ["bcel.x40_t0.5"] = x => BinaryCrossEntropy(x[0], Vector(0.5)),
        ["mse.empty"] = x => MeanSquaredError(x[0], x[1]),
        ["mse.plain"] = x => MeanSquaredError(x[0], x[1]),
        ["l1.equal"] = x => MeanAbsoluteError(x[0], x[1]),
        ["smooth_l1.beta0"] = x => SmoothL1(x[0], x[1], beta: 0, Reduction.Sum),
        ["kl.target_zero"] = x => KullbackLeibler(x[0], x[1], Reduction.Sum),
        ["kl.log_target"] = x => KullbackLeibler(x[0], Exp(x[1]), Reduction.Sum),
        ["hinge_embedding.margin"] = x => Mean(Where(Vector(0, 0, 1), x[0], Clamp(1 - x[0], min: 0.0))),
        ["margin_ranking.tie"] = x => Mean(Clamp(x[1] - x[0], min: 0.0)),
        ["poisson_nll"] = x => PoissonNegativeLogLikelihood(x[0], Vector(0, 3)),
        ["gaussian_nll.var0"] = x => GaussianNegativeLogLikelihood(x[0], Vector(1, 1), x[1]),
        ["cosine_sim.zero"] = x => 1 - CosineSimilarity(x[0], x[1]),
        ["cosine_sim.same"] = x => 1 - CosineSimilarity(x[0], x[1]),
    };
}
