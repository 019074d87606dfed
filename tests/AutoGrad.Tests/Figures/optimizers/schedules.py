"""Writes schedules.csv beside it: the learning rates of PyTorch 1.13's schedulers at steps 0 to 40."""

import pathlib
import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.filterwarnings("ignore")
METRICS = [1.0, 0.9, 0.89, 0.95, 0.91, 0.889, 0.8889, 0.9, 0.9, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4, 0.4, 0.4, 0.4]
METRICS = METRICS + [float("nan"), 0.4, 0.3, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35] + [0.31] * 9

SCHEDULES = {
    "Step": lambda o: s.StepLR(o, 7, 0.3),
    "MultiStep": lambda o: s.MultiStepLR(o, [3, 10, 10, 25], 0.5),
    "Exponential": lambda o: s.ExponentialLR(o, 0.9),
    "Linear": lambda o: s.LinearLR(o, 0.25, 0.75, 20),
    "Cosine": lambda o: s.CosineAnnealingLR(o, 40, 0.01),
    "CosineWithRestarts": lambda o: s.CosineAnnealingWarmRestarts(o, 7, 1, 0.02),
    "CosineWithRestartsThatGrow": lambda o: s.CosineAnnealingWarmRestarts(o, 4, 2, 0.02),
    "OneCycle": lambda o: s.OneCycleLR(o, 0.3, 41, cycle_momentum=False),
    "OneCycleOther": lambda o: s.OneCycleLR(o, 0.3, 41, pct_start=0.45, div_factor=5, final_div_factor=50, cycle_momentum=False),
    "WarmUp": lambda o: s.ChainedScheduler([s.LinearLR(o, 0.1, 1, 8), s.ExponentialLR(o, 0.9)]),
    "Function": lambda o: s.LambdaLR(o, lambda t: 1 / (1 + t) ** 0.5),
    "Plateau": lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=2, threshold=0.01, cooldown=2, min_lr=0.02),
}

lines = []
for name, make in SCHEDULES.items():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    scheduler = make(optimizer)
    rates = [optimizer.param_groups[0]["lr"]]
    for metric in METRICS:
        optimizer.step()
        scheduler.step(*([metric] if name == "Plateau" else []))
        rates.append(optimizer.param_groups[0]["lr"])
    lines.append(",".join([name] + [f"{rate:.17g}" for rate in rates]))
lines.append(",".join(["Metrics"] + [repr(metric) for metric in METRICS]))
pathlib.Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
