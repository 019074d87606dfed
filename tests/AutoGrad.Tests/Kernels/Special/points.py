"""Writes points.csv.gz, the reference points of the special functions: name, x, the nearest double to f(x), and f(x) less that. Needs mpmath.

A name with .single is for points that float holds.

The points cover what is tiny and huge, the surroundings of the zeros and poles and of the places where a kernel changes its formula."""
import gzip, math, random, struct
from mpmath import mp, mpf, erf, erfc, erfinv, factorial, findroot, loggamma, psi, log
mp.dps = 50
random.seed(20)


def around(centre, widths):
    return [centre + s*w for w in widths for s in (-1, 1)] + [centre]


def logs(low, high, count):
    return [10**random.uniform(low, high) for _ in range(count)]


def erfinv_exact(x):
    if abs(x) < 0.9:
        return erfinv(mpf(x))
    q = 1 - abs(mpf(x))
    y = mp.findroot(lambda y: log(erfc(y)) - log(q), mp.sqrt(-log(q)*mpf('0.95')) if q < 0.01 else mpf(1.2))
    return y if x > 0 else -y


def lgamma(x):
    x = mpf(x)
    if x > 0:
        return loggamma(x)
    with mp.workdps(80):
        return log(mp.pi/abs(mp.sin(mp.pi*x)*x)) - loggamma(-x)


near = [2.0**-k for k in range(3, 53, 3)]
tiny = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-30, 1e-16, 1e-8, 1e-4]
both = lambda xs: xs + [-x for x in xs]
uniform = lambda a, b, n: [random.uniform(a, b) for _ in range(n)]
points = {
    'erf': both(tiny + uniform(0, 1, 60) + uniform(0, 6.5, 120) + [0.5, 1, 6, 28, 1e10, 1e300] + around(1.0, near)),
    'erfc': both(tiny + uniform(0, 1, 60) + uniform(0, 6.5, 60) + around(0.5, near) + [1, 28, 1e10]) + uniform(0.4, 27.3, 160) + [26.5, 26.6, 27, 27.2, 27.22, 30],
    'erfinv': both(tiny + uniform(0, 1, 120) + [0.5, 0.75] + [1 - 2.0**-k for k in range(1, 54)] + [1 - x for x in logs(-15.9, -1, 60)]),
    'lgamma': tiny + logs(-300, 300, 40) + logs(-3, 4, 100) + uniform(0, 3, 120) + uniform(0.9, 1.1, 30) + uniform(1.9, 2.1, 30)
    + around(1.0, near) + around(2.0, near) + around(0.5, near) + around(1.5, near) + around(2.5, near) + [2.55e305, 1e305, 3, 4, 100, 171.5]
    + [-x for x in tiny + logs(-3, 0, 30) + uniform(0, 12, 160) + uniform(0, 200, 60) + logs(1, 14, 30)] + around(-1.0, near[:-1]) + around(-3.0, near[:-2]) + around(-0.5, near) + around(-2.457024738220800, near[:8]) + around(-20.0, near[:-4]),
    'digamma': tiny[2:] + logs(-300, 300, 40) + logs(-3, 4, 100) + uniform(0, 3, 120) + around(1.4616321449683622, near) + around(1.0, near) + around(2.0, near) + [3, 4, 10]
    + [-x for x in tiny[2:] + logs(-3, 0, 30) + uniform(0, 12, 160) + uniform(0, 200, 60) + logs(1, 14, 30)] + around(-1.0, near[:-1]) + around(-3.0, near[:-2]) + around(-20.0, near[:-4]),
}


def bisect(f, low, high):
    """The zero of f between two points where it has opposite signs."""
    below = f(low) < 0
    for _ in range(150):
        middle = (low + high)/2
        low, high = (middle, high) if (f(middle) < 0) == below else (low, middle)
    return low


def lgamma_zeros():
    """The negative zeros that have a double near them: one on each side of each whole number from -3 on, and one more."""
    yield findroot(lgamma, mpf('-2.457'))
    for n in range(3, 18):
        for side in (1, -1):
            yield bisect(lgamma, -n + side/(2*factorial(n)), -n + side*2/factorial(n))


def digamma_zero(n):
    """The zero between -n - 1 and -n."""
    return bisect(lambda x: psi(0, x), -n - 1 + mpf('1e-6'), -n - mpf('1e-6'))


def slope(x):
    """psi'(x) far to the left, nearly."""
    return (mp.pi/mp.sin(mp.pi*x))**2 + 1/x


def far_digamma_zero(n):
    """The same for n from 33 on, by Newton's method from where the cotangent cancels the logarithm."""
    x = -n - 1 + mp.atan(mp.pi/log(n + mpf('0.75')))/mp.pi
    for _ in range(7):
        x -= psi(0, x)/slope(x)
    return x


def nearest_zeros(ns, count):
    """The zeros among some that have a double nearest to them, with that double."""
    zeros = [(abs(x - mpf(float(x)))*slope(x), float(x)) for x in map(far_digamma_zero, ns)]
    return [x for _, x in sorted(zeros)[:count]]


def beside(zero, width):
    """The doubles and floats next to a zero, and some at every distance."""
    x = float(zero)
    doubles = [x + k*math.ulp(x) for k in range(-4, 5)]
    floats = [single(x) + k*math.ulp(x)*2.0**29 for k in range(-3, 4)]
    return doubles + [v for v in floats for _ in (0, 1)] + [x + random.choice((-1, 1))*width*10**random.uniform(-12, 0) for _ in range(6)]


def zero_points():
    """Around the negative zeros, where what makes up the result cancels. Drawn after all others, which keep their places."""
    for zero in lgamma_zeros():
        points['lgamma'] += beside(zero, min(0.3, abs(float(zero - round(zero)))))
    points['lgamma'] += [-x for x in uniform(2, 3.4, 200)]
    for n in [*range(33), *(int(2**random.uniform(6, 30)) for _ in range(12))]:
        points['digamma'] += beside(digamma_zero(n), 0.2)
    points['digamma'] += [-x for x in uniform(0, 40, 100) + logs(-3, 12, 100)]
    # The doubles that are nearest to a zero, of all zeros down to -2500 and of some further left.
    points['digamma'] += [v for x in nearest_zeros(range(33, 2500), 150) for v in (x, x + math.ulp(x), x - math.ulp(x)*2**random.randrange(1, 40))]
    points['digamma'] += [v for x in nearest_zeros((int(2**random.uniform(13, 50)) for _ in range(1000)), 120) for v in (x, x - math.ulp(x))]


exact = {'erf': lambda x: erf(mpf(x)), 'erfc': lambda x: erfc(mpf(x)), 'erfinv': erfinv_exact, 'lgamma': lgamma, 'digamma': lambda x: psi(0, mpf(x))}


def single(x):
    return struct.unpack('f', struct.pack('f', x))[0] if abs(x) < 3e38 else x


def lines(name, xs, label):
    for x in xs:
        if name in ('lgamma', 'digamma') and x <= 0 and x == math.floor(x) or name == 'erfinv' and abs(x) >= 1:
            continue
        value = exact[name](x)
        rounded = float(value)
        rest = float(value - mpf(rounded)) if math.isfinite(rounded) else 0.0
        yield f'{label},{x!r},{rounded!r},{rest!r}'.replace('inf', 'Infinity')


if __name__ == '__main__':
    with open('points.csv.gz', 'wb') as file, gzip.GzipFile(fileobj=file, filename='', mode='wb', mtime=0) as packed:
        zero_points()
        for name in points:
            singles = [single(x) for x in points[name][::2] if abs(single(x)) < 3e38]
            for line in [*lines(name, points[name], name), *lines(name, singles, name + '.single')]:
                packed.write((line + '\n').encode())
