"""Writes modules.json: each module's output and gradients in PyTorch 1.13, in double, from given parameters and inputs. Run: python3 modules.py"""

import json
import os

import torch
from torch import nn

torch.manual_seed(1)


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [float(f"{value:.15g}") for value in tensor.detach().flatten().tolist()]}


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + 1e-6) * self.weight


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body, self.shortcut = body, shortcut

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


class HardSigmoid(nn.Module):
    """nn.Hardsigmoid multiplies the gradient by 1/6 rounded to single precision, also in double."""

    def forward(self, x):
        return nn.functional.relu6(x + 3) / 6


def causal(length):
    """True where PyTorch's attention must not look."""
    return torch.ones(length, length).triu(1).bool()


def flat(y, *states):
    return torch.cat([value.flatten() for value in (y, *states)])


def case(name, module, *shapes, training=True, batches=1, indices=None, call=lambda module, *x: module(*x)):
    module = module.double().train(training)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(torch.randn(parameter.shape, dtype=torch.float64) / 2)
        for key, state in module.named_buffers():
            if key.endswith("running_mean"):
                state.copy_(torch.randn(state.shape, dtype=torch.float64))
            if key.endswith("running_var"):
                state.copy_(torch.rand(state.shape, dtype=torch.float64) + 0.5)
    initial = {key: numbers(value.clone()) for key, value in module.state_dict().items()}
    if indices is None:
        inputs = [torch.randn(shape, dtype=torch.float64, requires_grad=True) for shape in shapes]
    else:
        inputs = [torch.tensor(indices)]
    for _ in range(batches):
        y = call(module, *inputs)
    y = y[0] if isinstance(y, tuple) else y
    cotangent = torch.randn(y.shape, dtype=torch.float64)
    module.zero_grad()
    (y * cotangent).sum().backward()
    found = {
        "name": name, "training": training, "batches": batches, "initial": initial, "inputs": [numbers(x) for x in inputs],
        "output": numbers(y), "cotangent": numbers(cotangent),
        "inputGradients": [numbers(x.grad) for x in inputs if x.requires_grad],
        "gradients": {key: numbers(p.grad) for key, p in module.named_parameters()},
        "states": {key: numbers(state) for key, state in module.named_buffers()},
    }
    return found


CASES = [
    case("BatchNorm1d", nn.BatchNorm1d(3), (4, 3)),
    case("BatchNorm1d", nn.BatchNorm1d(3), (4, 3), training=False),
    case("BatchNorm1d of sequences", nn.BatchNorm1d(3, eps=1e-3, momentum=None), (2, 3, 4), batches=3),
    case("BatchNorm2d", nn.BatchNorm2d(2), (3, 2, 2, 3), batches=2),
    case("BatchNorm2d", nn.BatchNorm2d(2), (2, 2, 2, 3), training=False),
    case("BatchNorm2d without affine", nn.BatchNorm2d(2, affine=False), (2, 2, 2, 2)),
    case("LayerNorm", nn.LayerNorm((2, 3)), (2, 2, 3)),
    case("LayerNorm without affine", nn.LayerNorm(4, eps=1e-2, elementwise_affine=False), (2, 4)),
    case("GroupNorm", nn.GroupNorm(2, 4), (2, 4, 3)),
    case("InstanceNorm", nn.InstanceNorm2d(2, affine=True), (2, 2, 2, 3)),
    case("InstanceNorm without affine", nn.InstanceNorm1d(2), (2, 2, 4)),
    case("RmsNorm", RmsNorm(5), (3, 5)),
    case("Embedding", nn.Embedding(4, 3), indices=[[0, 2, 2], [3, 0, 2]]),
    case("Bilinear", nn.Bilinear(2, 3, 4), (5, 2), (5, 3)),
    case("Conv3d", nn.Conv3d(2, 4, (2, 1, 2), stride=(1, 2, 1), padding=1, groups=2), (1, 2, 3, 3, 2)),
    case("ConvTranspose2d", nn.ConvTranspose2d(2, 4, (3, 2), stride=2, padding=1, output_padding=1, groups=2), (2, 2, 3, 2)),
    case("AdaptiveAveragePool", nn.AdaptiveAvgPool2d((2, 3)), (2, 2, 5, 4)),
    case("Gelu", nn.GELU(), (7,)),
    case("Residual", Residual(nn.Linear(3, 2), nn.Linear(3, 2)), (4, 3)),
    case("Linear", nn.Linear(3, 2), (2, 2, 3)),
    case("Conv1d", nn.Conv1d(2, 3, 3, padding=2, dilation=2), (2, 2, 5)),
    case("Conv2d", nn.Conv2d(2, 4, (2, 3), stride=(2, 1), padding=(1, 0), groups=2), (2, 2, 3, 4)),
    case("MaxPool", nn.MaxPool2d(2, stride=1, padding=1), (1, 2, 3, 4)),
    case("AveragePool", nn.AvgPool1d(3, stride=2, padding=1, count_include_pad=False), (2, 1, 6)),
    case("Flatten", nn.Flatten(), (2, 3, 2)),
    case("Sequential", nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2)), (4, 2)),
    case("PRelu", nn.PReLU(3), (2, 3, 2)),
    case("Celu", nn.CELU(0.5), (7,)),
    case("Elu", nn.ELU(0.5), (7,)),
    case("Gelu, approximate", nn.GELU("tanh"), (7,)),
    case("Glu", nn.GLU(0), (4, 2)),
    case("HardSigmoid", HardSigmoid(), (7,)),
    case("HardSwish", nn.Hardswish(), (7,)),
    case("HardTanh", nn.Hardtanh(-0.5, 0.25), (7,)),
    case("LeakyRelu", nn.LeakyReLU(0.1), (7,)),
    case("LogSigmoid", nn.LogSigmoid(), (7,)),
    case("LogSoftmax", nn.LogSoftmax(0), (3, 2)),
    case("Mish", nn.Mish(), (7,)),
    case("Relu", nn.ReLU(), (7,)),
    case("Relu6", nn.ReLU6(), (7,)),
    case("Selu", nn.SELU(), (7,)),
    case("Sigmoid", nn.Sigmoid(), (7,)),
    case("Silu", nn.SiLU(), (7,)),
    case("Softmax", nn.Softmax(-1), (2, 3)),
    case("Softmin", nn.Softmin(-1), (2, 3)),
    case("Softplus", nn.Softplus(), (7,)),
    case("Softsign", nn.Softsign(), (7,)),
    case("Tanh", nn.Tanh(), (7,)),
    case("Tanhshrink", nn.Tanhshrink(), (7,)),
    case("Dropout", nn.Dropout(0.5), (7,), training=False),
    case("SpatialDropout", nn.Dropout2d(0.5), (2, 2, 1, 2), training=False),
    case("Rnn", nn.RNN(3, 2), (3, 2, 3)),
    case("Rnn with a rectifier", nn.RNN(2, 3, num_layers=2, nonlinearity="relu", batch_first=True), (2, 4, 2), (2, 2, 3),
         call=lambda module, x, h: flat(*module(x, h))),
    case("Lstm", nn.LSTM(3, 2, batch_first=True), (2, 3, 3)),
    case("Lstm in both directions", nn.LSTM(2, 2, num_layers=2, bidirectional=True), (3, 2, 2), (4, 2, 2), (4, 2, 2),
         call=lambda module, x, h, c: (lambda y, states: flat(y, *states))(*module(x, (h, c)))),
    case("Gru", nn.GRU(3, 2, num_layers=2), (3, 2, 3)),
    case("Gru without biases", nn.GRU(2, 2, bias=False, bidirectional=True), (3, 1, 2), (2, 1, 2), call=lambda module, x, h: flat(*module(x, h))),
    case("MultiHeadAttention", nn.MultiheadAttention(4, 2), (3, 2, 4), call=lambda module, x: module(x, x, x)[0]),
    case("MultiHeadAttention of queries", nn.MultiheadAttention(4, 2, bias=False, batch_first=True), (2, 3, 4), (2, 5, 4), (2, 5, 4)),
    case("MultiHeadAttention that looks back", nn.MultiheadAttention(4, 1), (4, 1, 4),
         call=lambda module, x: flat(*module(x, x, x, attn_mask=causal(4)))),
    case("TransformerEncoderLayer", nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0), (3, 2, 4)),
    case("TransformerEncoderLayer, norms first", nn.TransformerEncoderLayer(4, 2, 5, 0.0, "gelu", 1e-4, True, True), (2, 3, 4),
         call=lambda module, x: module(x, src_mask=causal(3))),
]

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "modules.json")
with open(path, "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in CASES) + "\n]\n")
