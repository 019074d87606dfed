"""Writes optimizers.csv beside it: a hundred steps of each optimizer on one small problem, as PyTorch 1.13 makes them.

Lion, which PyTorch has not, is algorithm 2 of Chen et al. 2023, written out. NAdam runs as foreach=True, since the other form of it in
PyTorch 1.13 multiplies the product of the momenta by one too many.
"""

import pathlib

import torch

X = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]]
Y = [[0.5, -0.25, 0.0], [-0.5, 0.75, 0.25], [0.1, 0.2, -0.9], [0.8, -0.6, 0.3]]
WEIGHT = [[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]]
BIAS = [0.05, -0.1, 0.15]
STEPS = (1, 2, 3, 5, 10, 20, 50, 100)


class Lion:
    def __init__(self, parameters, lr, betas=(0.9, 0.99), weight_decay=0.0):
        self.parameters, self.lr, self.betas, self.weight_decay = parameters, lr, betas, weight_decay
        self.moments = [torch.zeros_like(p) for p in parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    @torch.no_grad()
    def step(self):
        for p, m in zip(self.parameters, self.moments):
            update = torch.sign(self.betas[0] * m + (1 - self.betas[0]) * p.grad)
            p.sub_(self.lr * (update + self.weight_decay * p))
            m.copy_(self.betas[1] * m + (1 - self.betas[1]) * p.grad)


def groups(p):
    return [{"params": [p[0]]}, {"params": [p[1]], "lr": 0.04, "weight_decay": 0.0}]


OPTIMIZERS = {
    "Sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "SgdMomentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "SgdNesterovDecay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "AdamOther": lambda p: torch.optim.Adam(p, lr=0.005, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01),
    "AdamWDecay": lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.5),
    "Adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
    "AdagradOther": lambda p: torch.optim.Adagrad(p, lr=0.1, lr_decay=0.02, initial_accumulator_value=0.1, eps=1e-3, weight_decay=0.05),
    "RmsProp": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "RmsPropMomentum": lambda p: torch.optim.RMSprop(p, lr=0.002, alpha=0.9, eps=1e-4, momentum=0.8, weight_decay=0.05),
    "RmsPropCentered": lambda p: torch.optim.RMSprop(p, lr=0.005, alpha=0.95, eps=1e-2, centered=True),
    "RmsPropCenteredMomentum": lambda p: torch.optim.RMSprop(p, lr=0.002, eps=1e-2, momentum=0.9, centered=True),
    "Adamax": lambda p: torch.optim.Adamax(p, lr=0.01),
    "AdamaxOther": lambda p: torch.optim.Adamax(p, lr=0.02, betas=(0.8, 0.9), eps=1e-2, weight_decay=0.1),
    "NAdam": lambda p: torch.optim.NAdam(p, lr=0.01, foreach=True),
    "NAdamOther": lambda p: torch.optim.NAdam(p, lr=0.005, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1, momentum_decay=0.02, foreach=True),
    "Lion": lambda p: Lion(p, lr=0.005),
    "LionDecay": lambda p: Lion(p, lr=0.01, betas=(0.95, 0.98), weight_decay=0.2),
    "SgdGroups": lambda p: torch.optim.SGD(groups(p), lr=0.08, momentum=0.5, weight_decay=0.1),
    "AdamGroups": lambda p: torch.optim.Adam(groups(p), lr=0.02, weight_decay=0.1),
    "AdamWGroups": lambda p: torch.optim.AdamW(groups(p), lr=0.02, weight_decay=0.5),
    "ClippedByValue": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "ClippedByNorm": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "L1": lambda p: torch.optim.SGD(p, lr=0.05),
    "L2": lambda p: torch.optim.SGD(p, lr=0.05),
    "ElasticNet": lambda p: torch.optim.SGD(p, lr=0.05),
}

PENALTIES = {
    "L1": lambda p: 0.03 * sum(q.abs().sum() for q in p),
    "L2": lambda p: 0.1 / 2 * sum((q**2).sum() for q in p),
    "ElasticNet": lambda p: 0.02 * sum(q.abs().sum() for q in p) + 0.05 / 2 * sum((q**2).sum() for q in p),
}

CLIPPING = {
    "ClippedByValue": lambda p: torch.nn.utils.clip_grad_value_(p, 0.05),
    "ClippedByNorm": lambda p: torch.nn.utils.clip_grad_norm_(p, 0.125),
}


def train(name, dtype):
    torch.set_default_dtype(dtype)
    x, y = torch.tensor(X, dtype=dtype), torch.tensor(Y, dtype=dtype)
    p = [torch.tensor(WEIGHT, dtype=dtype, requires_grad=True), torch.tensor(BIAS, dtype=dtype, requires_grad=True)]
    optimizer = OPTIMIZERS[name](p)
    digits = 17 if dtype == torch.float64 else 9
    for step in range(1, max(STEPS) + 1):
        optimizer.zero_grad()
        loss = ((torch.tanh(x @ p[0].T + p[1]) - y) ** 2).mean()
        if name in PENALTIES:
            loss = loss + PENALTIES[name](p)
        loss.backward()
        if name in CLIPPING:
            CLIPPING[name](p)
        optimizer.step()
        if step in STEPS:
            values = p[0].flatten().tolist() + p[1].tolist()
            yield ",".join([name, str(dtype)[6:], str(step)] + [f"{value:.{digits}g}" for value in values])


lines = [line for name in OPTIMIZERS for dtype in (torch.float64, torch.float32) for line in train(name, dtype)]
pathlib.Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
