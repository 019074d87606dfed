namespace AutoGrad.Tests.CornerCases;

internal static partial class CornerDifferences
{
    private static Dictionary<string, Difference[]> Elementwise() => new()
    {
        ["unary.abs"] = [new("gradient 0", [15], NanGoesOn)],
        ["unary.acosh"] = [new("gradient 0", [6, 8, 10, 12, 14], OutsideAcosh), new("second 0", [6, 8, 10, 12, 13], OutsideAcosh)],
        ["unary.selu"] =
        [
            new("second 0", [0, 1], "At the kink all orders are those of the branch to the left; PyTorch takes the second from the right."),
        ],
        ["unary.mish"] =
        [
            new("gradient 0", [13], "The limit, where PyTorch has infinity times zero."),
            new("second 0", [9, 13], "Next to 0 in absolute terms: what is left of a difference of terms some 10^10 as large; and the limit at infinity."),
        ],
        ["unary.hardsigmoid"] = [new("gradient 0", [0, 1, 2, 3, 4, 5, 6], "PyTorch rounds 1/6 to single precision.")],
        ["unary.hardshrink_0.5"] = [new("gradient 0", [15], "The selection lets the gradient pass at NaN.")],
        ["unary.sign"] = [new("value", [15], NanGoesOn)],
        ["unary.lgamma"] = [new("second 0", [4, 6, 8, 10, 12], Trigamma)],
        ["unary.digamma"] =
        [
            new("gradient 0", [4, 6, 8, 10, 12], Trigamma),
            new("second 0", [13, 14], "At infinity the limit; at -infinity, where the poles crowd, there is none."),
        ],
        ["unary.logit"] = [new("second 0", [13, 14, 15], "Outside (0, 1) the derivative is the constant NaN, whose derivative is 0.")],
        ["unary.sinc"] = [new("second 0", [0, 1], "The second derivative at 0 is -pi^2/3, where PyTorch has NaN.")],
        ["unary.pow_scalar_1.5"] = [new("gradient 0", [14], IeeePower), new("second 0", [1, 14], IeeePower)],
        ["unary.pow_scalar_-0.5"] = [new("value", [1, 14], IeeePower)],
        ["unary.scalar_pow_0.0"] = [new("second 0", [0, 1, 2, 3, 5, 7, 9, 11, 13, 16, 17], ZeroPower)],
        ["binary.pow"] =
        [
            new("second 0", [0, 1, 11, 12, 110, 111], ZeroPower),
            new("second 1", [0, 1, 2, 4, 6, 7, 8, 11, 12, 13, 15, 17, 18, 19], ZeroPower),
        ],
        ["binary.logaddexp"] =
        [
            new("second 0", [8, 19, 30, 41, 52, 63, 74, 85, 99, 100, 101, 102, 103, 104, 105, 106, 107], NextToInfinity),
            new("second 1", [9, 20, 31, 42, 53, 64, 75, 86, 88, 89, 90, 91, 92, 93, 94, 95, 97], NextToInfinity),
        ],
        ["binary.l1_none"] =
        [
            new("gradient 0", [10, 21, 32, 43, 54, 65, 76, 87, 96, 98, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120], NanGoesOn),
            new("gradient 1", [10, 21, 32, 43, 54, 65, 76, 87, 96, 98, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120], NanGoesOn),
        ],
        ["f32.tanh"] = [new("gradient 0", [1], TailOfTanh), new("second 0", [1], TailOfTanh)],
        ["f32.mish"] = [new("second 0", [0, 1], "Next to 0 in absolute terms: what is left of a difference of terms some 10^10 as large.")],
    };
}
