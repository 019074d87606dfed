"""Prints the figures that LinearTests.cs pins: PyTorch 1.13's Linear with given parameters, and its gradients, in double."""

import torch

linear = torch.nn.Linear(3, 2).double()
with torch.no_grad():
    linear.weight.copy_(torch.tensor([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]]))
    linear.bias.copy_(torch.tensor([0.125, -0.5]))
x = (torch.arange(12, dtype=torch.float64).reshape(2, 2, 3) / 4 - 1).requires_grad_()
y = linear(x)
(y ** 2).sum().backward()
for name, value in [("y", y), ("xBar", x.grad), ("weightBar", linear.weight.grad), ("biasBar", linear.bias.grad)]:
    print(name, list(value.shape), value.flatten().tolist())
