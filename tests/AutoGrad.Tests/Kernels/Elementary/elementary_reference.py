"""Writes elementary_reference.csv: function, argument(s), and the value by mpmath as a double and what that lacks.

Arguments are floats as well as doubles, so that the same points serve both types."""

import math
import random
import struct
import sys

from mpmath import mp, mpf, acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cosh, expm1, hypot, log, log10, log1p, power, sinh, tan, tanh

mp.prec = 2500  # Enough for 1 + 1e-300.
random.seed(20261120)


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def spread(low, high):
    """From one power of ten to another, evenly in the logarithm."""
    return lambda: 10 ** random.uniform(math.log10(low), math.log10(high))


def between(low, high):
    return lambda: random.uniform(low, high)


def signed(draw):
    return lambda: random.choice((-1, 1)) * draw()


TINY, HUGE = 1e-300, 1e300
unary = {
    "Asin": (asin, [between(-1, 1), signed(spread(1e-20, 1)), lambda: 1 - spread(1e-7, 1)()]),
    "Acos": (acos, [between(-1, 1), signed(spread(1e-20, 1)), lambda: 1 - spread(1e-7, 1)(), lambda: spread(1e-7, 1)() - 1]),
    "Atan": (atan, [between(-3, 3), signed(spread(TINY, HUGE)), signed(spread(1e-3, 1e3))]),
    "Tan": (tan, [between(-10, 10), signed(spread(1e-20, 1)), between(-1e5, 1e5), signed(spread(1e6, 1e15))]),
    "Sinh": (sinh, [between(-3, 3), signed(spread(TINY, 1)), between(-88, 88), between(-710, 710)]),
    "Cosh": (cosh, [between(-3, 3), signed(spread(1e-20, 1)), between(-88, 88), between(-710, 710)]),
    "Tanh": (tanh, [between(-1, 1), signed(spread(TINY, 1)), between(-20, 20)]),
    "Asinh": (asinh, [between(-3, 3), signed(spread(TINY, HUGE)), signed(spread(1e-3, 1e9))]),
    "Acosh": (acosh, [between(1, 3), lambda: 1 + spread(1e-15, 1)(), spread(1, HUGE)]),
    "Atanh": (atanh, [between(-1, 1), signed(spread(TINY, 1)), lambda: 1 - spread(1e-7, 1)()]),
    "Cbrt": (lambda x: cbrt(x) if x >= 0 else -cbrt(-x), [between(-30, 30), signed(spread(TINY, HUGE)), signed(spread(1e-323, 1e-307))]),
    "Exp2": (lambda x: power(2, x), [between(-2, 2), between(-126, 128), between(-1022, 1024)]),
    "ExpM1": (expm1, [between(-2, 2), signed(spread(TINY, 1)), between(-40, 88), between(-40, 709)]),
    "Log2": (lambda x: log(x, 2), [between(0.5, 2), spread(1e-323, HUGE), lambda: 1 + signed(spread(1e-15, 0.1))()]),
    "Log10": (log10, [between(0.5, 2), spread(1e-323, HUGE), lambda: 1 + signed(spread(1e-15, 0.1))()]),
    "Log1p": (log1p, [between(-1, 2), signed(spread(TINY, 0.5)), spread(1e-3, HUGE), lambda: spread(1e-7, 1)() - 1]),
}
binary = {
    "Atan2": (atan2, signed(spread(1e-3, 1e3)), signed(spread(1e-3, 1e3)), signed(spread(1e-150, 1e150)), signed(spread(1e-150, 1e150))),
    "Hypot": (hypot, signed(spread(1e-3, 1e3)), signed(spread(1e-3, 1e3)), signed(spread(1e-310, HUGE)), signed(spread(1e-310, HUGE))),
    "Pow": (power, spread(1e-3, 1e3), between(-20, 20), spread(TINY, HUGE), signed(spread(1e-3, 700))),
}


def write(name, f, *x):
    y = f(*(mpf(v) for v in x))
    if abs(y) < mpf(2) ** 1024 and (y == 0 or abs(y) >= mpf(2) ** -1022):
        print(",".join([name, *(repr(v) for v in x), repr(float(y)), repr(float(y - mpf(float(y))))]))


def rounded(v, k):
    """Every other point is a float, where float can hold it."""
    return single(v) if k % 2 == 0 and 1e-37 < abs(v) < 1e38 else v


sys.stdout = open(sys.argv[1], "w")
for name, (f, draws) in unary.items():
    for draw in draws:
        for k in range(40):
            write(name, f, rounded(draw(), k))
for name, (f, a, b, wide_a, wide_b) in binary.items():
    for k in range(100):
        write(name, f, rounded(a(), k), rounded(b(), k))
        write(name, f, rounded(wide_a(), k), rounded(wide_b(), k))
