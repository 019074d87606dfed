"""Prints the figures that OptimizerReferenceTests.cs pins: 100 steps of each optimizer of PyTorch 1.13 on one small problem."""

import torch

X = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]]
Y = [[0.5, -0.25, 0.0], [-0.5, 0.75, 0.25], [0.1, 0.2, -0.9], [0.8, -0.6, 0.3]]
WEIGHT = [[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]]
BIAS = [0.05, -0.1, 0.15]

OPTIMIZERS = {
    "Sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "SgdMomentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "SgdNesterovDecay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "AdamOther": lambda p: torch.optim.Adam(p, lr=0.005, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01),
    "AdamWDecay": lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.5),
}

for name, make in OPTIMIZERS.items():
    for dtype in (torch.float64, torch.float32):
        x, y = torch.tensor(X, dtype=dtype), torch.tensor(Y, dtype=dtype)
        weight = torch.tensor(WEIGHT, dtype=dtype, requires_grad=True)
        bias = torch.tensor(BIAS, dtype=dtype, requires_grad=True)
        optimizer = make([weight, bias])
        for _ in range(100):
            optimizer.zero_grad()
            ((torch.tanh(x @ weight.T + bias) - y) ** 2).mean().backward()
            optimizer.step()
        values = weight.flatten().tolist() + bias.tolist()
        digits = 17 if dtype == torch.float64 else 9
        print(name, dtype, "[" + ", ".join(f"{value:.{digits}g}" for value in values) + "]")
