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
