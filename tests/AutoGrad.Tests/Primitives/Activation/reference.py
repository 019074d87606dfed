"""Prints the figures that ActivationFigureTests.cs pins: values and gradients by PyTorch 1.13, in double, kinks included."""

import torch
import torch.nn.functional as F

X = [-4.0, -3.0, -0.5, 0.0, 0.5, 1.0, 3.0, 4.0, 6.0, 7.0]
functions = {
    "LeakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "Relu6": F.relu6,
    "HardTanh": F.hardtanh,
    "Elu": lambda x: F.elu(x, 0.5),
    "Selu": F.selu,
    "Celu": lambda x: F.celu(x, 0.5),
    "Silu": F.silu,
    "Mish": F.mish,
    "Softsign": F.softsign,
    # F.hardsigmoid itself rounds its slope to float, whatever the type of x is.
    "HardSigmoid": lambda x: F.relu6(x + 3) / 6,
    "HardSwish": F.hardswish,
    "LogSigmoid": F.logsigmoid,
    "Tanhshrink": F.tanhshrink,
    "Softmin": lambda x: F.softmin(x, 0) * x,
    "Glu": lambda x: F.glu(x, 0),
}
for name, function in functions.items():
    x = torch.tensor(X, dtype=torch.float64, requires_grad=True)
    y = function(x)
    y.sum().backward()
    print(name, y.tolist(), x.grad.tolist())
x = torch.tensor([X], dtype=torch.float64, requires_grad=True)
slope = torch.tensor([0.25], dtype=torch.float64, requires_grad=True)
y = F.prelu(x, slope)
y.sum().backward()
print("PRelu", y.flatten().tolist(), x.grad.flatten().tolist())
print("PRelu slope", slope.grad.item())
