"""PyTorch's side of the comparison: times what the other side asks for, one request and one answer a line.

The first line written describes PyTorch. A request is {"name", "size", "seconds"}, with the name and the size of a row of the table; the answer is
{"seconds"}, the best of many batches as on the other side, or {} where PyTorch has no such row.
"""

import json
import re
import sys
import time

try:
    import torch
    import torch.nn.functional as F
    from torch import nn
except ImportError as missing:
    sys.exit(f"{sys.executable}: {missing}")

BATCH_SECONDS = 2e-4
FEWEST_BATCHES = 3


def best_time(step, seconds):
    for _ in range(5):
        step()
    start = time.perf_counter()
    step()
    count = min(10_000, max(1, int(BATCH_SECONDS / (time.perf_counter() - start))))
    best, batches, begin = float("inf"), 0, time.perf_counter()
    while batches < FEWEST_BATCHES or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        for _ in range(count):
            step()
        best = min(best, (time.perf_counter() - start) / count)
        batches += 1
    return best


def without_gradients(step):
    def run():
        with torch.no_grad():
            step()
    return run


# -- elementwise operations and reductions; results are written where there is memory already, if PyTorch can ------------------------------------

def elementwise(shape, name):
    n, = shape
    x, y, result = torch.randn(n).exp(), torch.randn(n), torch.empty(n)
    return {
        "add": lambda: torch.add(x, y, out=result),
        "multiply": lambda: torch.mul(x, y, out=result),
        "relu": lambda: torch.clamp(x, min=0, out=result),
        "exp": lambda: torch.exp(x, out=result),
        "log": lambda: torch.log(x, out=result),
        "tanh": lambda: torch.tanh(x, out=result),
        "sigmoid": lambda: torch.sigmoid(x, out=result),
        "gelu": lambda: F.gelu(x),
        "sum": lambda: torch.sum(x),
        "max": lambda: torch.amax(x),
        "norm": lambda: torch.linalg.vector_norm(x),
    }[name]


def rows(shape, name):
    x, row, result = torch.randn(shape), torch.randn(shape[1]), torch.empty(shape)
    return {
        "sum of rows": lambda: torch.sum(x, 1),
        "sum of columns": lambda: torch.sum(x, 0),
        "max of rows": lambda: torch.amax(x, 1),
        "arg max of rows": lambda: torch.argmax(x, 1),
        "log-sum-exp of rows": lambda: torch.logsumexp(x, 1),
        "variance of rows": lambda: torch.var(x, 1),
        "variance of columns": lambda: torch.var(x, 0),
        "softmax of rows": lambda: torch.softmax(x, 1),
        "log-softmax of rows": lambda: torch.log_softmax(x, 1),
        "softmax of columns": lambda: torch.softmax(x, 0),
        "add a row to rows": lambda: torch.add(x, row, out=result),
    }[name]


def moves(shape, name):
    x = torch.randn(shape)
    if name in ("transpose", "swap the first axes", "swap the last axes"):
        turned = x.transpose(-1, -2) if name != "swap the first axes" else x.transpose(0, 1)
        result = torch.empty(turned.shape)
        return lambda: result.copy_(turned)
    side, result = shape[0], torch.empty(shape)
    if name == "take rows":
        places = torch.randint(side, (side,))
        return lambda: torch.index_select(x, 0, places, out=result)
    places, axis = torch.randint(side, shape), 1 if name.endswith("in rows") else 0
    if name.startswith("gather"):
        return lambda: torch.gather(x, axis, places, out=result)
    return lambda: result.zero_().scatter_add_(axis, places, x)


# -- normalisation, losses, convolutions: forward, and with their derivatives ------------------------------------------------------------------------

def both_ways(apply, operands):
    for operand in operands:
        operand.requires_grad_()
    cotangent = torch.randn_like(apply())
    return lambda: torch.autograd.grad(apply(), operands, cotangent)


def normalization(shape, name, both):
    x, count = torch.randn(shape), shape[-1] if name.startswith("layer") else shape[1]
    scale, shift = torch.randn(count), torch.randn(count)
    if name.startswith("layer"):
        apply = lambda: F.layer_norm(x, (count,), scale, shift)
    else:
        apply = lambda: F.batch_norm(x, None, None, scale, shift, training=True)
    return both_ways(apply, [x, scale, shift]) if both else without_gradients(apply)


def cross_entropy(shape, both):
    x, labels = torch.randn(shape), torch.randint(shape[1], (shape[0],))
    apply = lambda: F.cross_entropy(x, labels)
    return both_ways(apply, [x]) if both else without_gradients(apply)


def convolution(sizes, name, both):
    count, channels, height, width, filters, window, _, *apart = sizes
    stride = apart[0] if apart else 2 if name.startswith("strided") else 1
    dilation = 2 if name.startswith("dilated") else 1
    groups = channels if name.startswith("depthwise") else 1
    x, w = torch.randn(count, channels, height, width), torch.randn(filters, channels // groups, window, window)
    apply = lambda: F.conv2d(x, w, stride=stride, padding=dilation * (window - 1) // 2, dilation=dilation, groups=groups)
    return both_ways(apply, [x, w]) if both else without_gradients(apply)


def product(sizes, name):
    if name.startswith("batched"):
        count, m, k, _, n = sizes
        a, b, c = torch.randn(count, m, k), torch.randn(count, k, n), torch.empty(count, m, n)
        return lambda: torch.bmm(a, b, out=c)
    m, k, _, n = sizes
    kind = torch.float64 if name.endswith("double precision") else torch.float32
    a, b, c = torch.randn(m, k, dtype=kind), torch.randn(k, n, dtype=kind), torch.empty(m, n, dtype=kind)
    return lambda: torch.mm(a, b, out=c)


def kernel(name, size):
    sizes, forward = [int(digits) for digits in re.findall(r"\d+", size)], name.removesuffix(", both ways")
    both = name != forward
    if "convolution" in name:
        return convolution(sizes, forward, both)
    if "normalisation" in name:
        return normalization(sizes, forward, both)
    if forward == "cross-entropy":
        return cross_entropy(sizes, both)
    if "product" in name:
        return product(sizes, name)
    if len(sizes) == 1:
        return elementwise(sizes, name)
    try:
        return rows(sizes, name)
    except KeyError:
        return moves(sizes, name)


# -- training steps and chains of operations; the sizes of layers stand in the name ------------------------------------------------------------------

def layers_of(sizes):
    layers = [layer for i in range(len(sizes) - 1) for layer in (nn.ReLU(), nn.Linear(sizes[i], sizes[i + 1]))]
    return layers[1:]


def model_of(kind, sizes):
    if kind == "lenet-mnist":
        features = [nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten()]
        return [*features, nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)]
    if kind == "cnn-cifar":
        blocks = [[nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2)] for i, o in ((3, 32), (32, 64), (64, 128))]
        return [*(layer for block in blocks for layer in block), nn.Flatten(), nn.Linear(2048, 10)]
    if kind == "autoencoder":
        return [*layers_of([*sizes, *reversed(sizes[:-1])]), nn.Sigmoid()]
    return layers_of(sizes)


def training(name):
    kind = name.split()[0].removeprefix("train/")
    sizes = [int(digits) for digits in (re.search(r"\d+(-\d+)+", name) or [""])[0].split("-") if digits]
    count = int(re.search(r"\bb(\d+)\b", name)[1])
    model = nn.Sequential(*model_of(kind, sizes))
    inputs = {"lenet-mnist": (1, 28, 28), "cnn-cifar": (3, 32, 32)}.get(kind) or (sizes[0],)
    x = torch.rand(count, *inputs)
    if "mse" in name:
        y, loss = x if kind == "autoencoder" else torch.rand(count, sizes[-1]), F.mse_loss
    else:
        y, loss = torch.randint(10, (count,)), F.cross_entropy
    optimizer = torch.optim.Adam(model.parameters()) if "adam" in name else torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()
    return step


def chain(name):
    if name.startswith("op/scalar-chain"):
        x = torch.tensor(0.5, requires_grad=True)

        def apply():
            y = x
            for _ in range(1000):
                y = torch.sin(y)
            return y
        return lambda: torch.autograd.grad(apply(), x)
    n = int(re.search(r"n=(\d+)", name)[1])
    x = torch.randn(n, requires_grad=True)
    if name.startswith("op/gelu"):
        return lambda: torch.autograd.grad((0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x ** 3)))).sum(), x)
    a, v = torch.randn(n, n), torch.randn(n)

    def product_with_hessian():
        gradient, = torch.autograd.grad(torch.logsumexp(a @ torch.tanh(x), 0), x, create_graph=True)
        torch.autograd.grad(gradient @ v, x)
    return product_with_hessian


def prepare(name, size):
    try:
        if name.startswith("train/"):
            return training(name)
        return chain(name) if name.startswith("op/") else kernel(name, size)
    except KeyError:
        return None


def main():
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    built = torch.__config__.show()
    parts = [re.search(pattern, built) for pattern in (r"CPU capability usage: (\w+)", r"(MKL-DNN v[\d.]+)")]
    print(json.dumps({"version": f"PyTorch {torch.__version__} ({', '.join(part[1] for part in parts if part)})"}), flush=True)
    prepared, step = None, None
    for line in sys.stdin:
        request = json.loads(line)
        asked = request["name"], request["size"]
        if asked != prepared:
            prepared, step = asked, prepare(*asked)
        print(json.dumps({"seconds": best_time(step, request["seconds"])} if step else {}), flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
