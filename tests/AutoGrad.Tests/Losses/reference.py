"""Prints the figures that the tests of the losses pin: values and gradients by PyTorch 1.13, in double."""

import torch
import torch.nn.functional as F


def show(name, loss, *variables):
    loss.backward()
    print(name, repr(loss.item()), *[v.grad.flatten().tolist() for v in variables])


def variable(values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


logits = variable([[2.0, -1.0, 0.5], [0.0, 1000.0, -1000.0], [0.25, 0.25, 0.25], [-3.0, 4.0, 1.0]])
show("CrossEntropy", F.cross_entropy(logits, torch.tensor([2, 1, 0, 0])), logits)
prediction = variable([[1.0, -2.0], [0.5, 3.0]])
target = variable([[0.0, -1.5], [2.5, 3.0]])
show("MeanSquaredError", F.mse_loss(prediction, target), prediction, target)
logits = variable([0.0, 0.0, 2.5, -1.5, 800.0, -800.0, 0.75])
targets = torch.tensor([0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.25], dtype=torch.float64)
show("BinaryCrossEntropy", F.binary_cross_entropy_with_logits(logits, targets), logits)

# From here on: the mean and its gradient, the sum, and the losses by themselves, of LossFigureTests.cs.
def figures(name, loss, *values):
    variables = [variable(v) for v in values]
    loss(*variables, "mean").backward()
    each = loss(*variables, "none").flatten().tolist()
    print(name, [loss(*variables, "mean").item(), loss(*variables, "sum").item()], each, *[v.grad.flatten().tolist() for v in variables])


def reduced(losses, reduction):
    return {"mean": losses.mean(), "sum": losses.sum(), "none": losses}[reduction]


def tensor(values):
    return torch.tensor(values, dtype=torch.float64)


A = [0.5, -1.5, 3.0, 0.25, -2.0, 1.0]
B = [0.75, 1.0, 1.0, 0.25, -5.0, 2.0]
G = [[2.0, -1.0, 0.5], [0.0, 1.0, -1.0], [0.25, 0.25, 0.25], [-3.0, 4.0, 1.0]]
PROBABILITIES = [[0.2, 0.3, 0.5], [1.0, 0.0, 0.0], [0.25, 0.25, 0.5], [0.1, 0.6, 0.3]]
WEIGHTS = tensor([0.5, 2.0, 1.25])
LABELS = torch.tensor([2, 1, 0, 0])
IGNORED = torch.tensor([2, -100, 0, 1])
SIGNS = tensor([1.0, -1.0, 1.0, -1.0, -1.0, 1.0])
figures("MeanSquaredError", lambda a, b, r: F.mse_loss(a, b, reduction=r), A, B)
figures("MeanAbsoluteError", lambda a, b, r: F.l1_loss(a, b, reduction=r), A, B)
figures("Huber", lambda a, b, r: F.huber_loss(a, b, reduction=r, delta=1.5), A, B)
figures("SmoothL1", lambda a, b, r: F.smooth_l1_loss(a, b, reduction=r, beta=0.5), A, B)
figures("BinaryCrossEntropy", lambda a, r: F.binary_cross_entropy_with_logits(a, tensor([0.0, 1, 0.5, 1, 0, 0.25]), reduction=r), A)
figures("BinaryCrossEntropyOfProbabilities", lambda a, r: F.binary_cross_entropy(a, tensor([0.0, 1, 0.5, 1, 0, 0.25]), reduction=r),
        [0.1, 0.7, 0.25, 1.0, 0.0, 0.5])
figures("MarginLogistic", lambda a, r: reduced(-F.logsigmoid(SIGNS * a), r), A)
figures("Hinge", lambda a, r: reduced(F.relu(1 - SIGNS * a), r), A)
figures("KullbackLeibler", lambda a, r: F.kl_div(a, tensor([0.1, 0.2, 0.0, 0.3, 0.15, 0.25]), reduction=r), [-1.0, -2, -0.5, -3, -1.5, -2.5])
figures("CosineSimilarity", lambda a, b, r: reduced(1 - F.cosine_similarity(a, b), r), [A[:3], A[3:]], [B[:3], B[3:]])
figures("GaussianNegativeLogLikelihood", lambda a, v, r: F.gaussian_nll_loss(a, tensor(B), v, full=True, reduction=r), A, [0.5, 1, 2, 4, 0.25, 3])
figures("PoissonNegativeLogLikelihood", lambda a, r: F.poisson_nll_loss(a, tensor([0.0, 1, 2, 3, 0, 5]), full=True, reduction=r), A)
figures("PoissonNegativeLogLikelihood of rates",
        lambda a, r: F.poisson_nll_loss(a, tensor([0.0, 1, 2, 3, 0, 5]), log_input=False, reduction=r), [0.5, 1.5, 3, 0.25, 2, 1])
figures("CrossEntropy", lambda g, r: F.cross_entropy(g, LABELS, reduction=r), G)
figures("CrossEntropy, weighted", lambda g, r: F.cross_entropy(g, LABELS, WEIGHTS, reduction=r), G)
figures("CrossEntropy, ignoring", lambda g, r: F.cross_entropy(g, IGNORED, reduction=r), G)
figures("CrossEntropy, smoothed", lambda g, r: F.cross_entropy(g, LABELS, label_smoothing=0.1, reduction=r), G)
figures("CrossEntropy, all", lambda g, r: F.cross_entropy(g, IGNORED, WEIGHTS, label_smoothing=0.1, reduction=r), G)
figures("CrossEntropy of probabilities", lambda g, r: F.cross_entropy(g, tensor(PROBABILITIES), reduction=r), G)
figures("CrossEntropy of probabilities, all", lambda g, r: F.cross_entropy(g, tensor(PROBABILITIES), WEIGHTS, label_smoothing=0.1, reduction=r), G)
figures("NegativeLogLikelihood", lambda g, r: F.nll_loss(g, IGNORED, WEIGHTS, reduction=r), G)
