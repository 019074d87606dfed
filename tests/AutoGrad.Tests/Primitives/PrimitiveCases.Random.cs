using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    // Each case draws from a stream of its own, which starts where that of the reference does; the input gives no more than its shape.
    private static IEnumerable<PrimitiveCase<T>> Drawings() =>
    [
        Drawn(nameof(Uniform), (shape, random) => Uniform<T>(shape, random, -1, 3), (y, random) => random.FillUniform(y, -1, 3)),
        Drawn(nameof(Normal), Normal<T>, (y, random) => random.FillNormal(y, 0, 1)),
        Drawn(nameof(Bernoulli), (shape, random) => Bernoulli<T>(shape, 0.25, random), (y, random) =>
        {
            for (var i = 0; i < y.Length; i++)
                y[i] = random.NextUniform<double>() < 0.25 ? 1 : 0;
        }),
        Drawn(nameof(Gumbel), Gumbel<T>, (y, random) =>
        {
            for (var i = 0; i < y.Length; i++)
            {
                var word = (ulong)random.NextUInt32();
                var pair = ((ulong)random.NextUInt32() << 32) | word;
                y[i] = -Math.Log(-Math.Log((((pair >> 12) * 2) + 1) / 9007199254740992.0));
            }
        }),
        new(nameof(Permutation), nameof(Permutation), Samples.OfOneShape(minimumRank: 1, maximumRank: 1, withEmpty: true), [Domain.Real],
            x => Permutation<T>(x[0].Shape.Size, new(7)), x => Dense.Vector(Array.ConvertAll(new RandomStream(7).Permutation(x[0].Shape.Size), Convert.ToDouble)))
        {
            Derivative = Derivative.IsZero,
        },
        new("Normal with a mean and a deviation", nameof(Normal), Samples.Broadcastable(withEmpty: true), [Domain.Real, Domain.Positive],
            x => Normal(x[0], x[1], new(7)), x =>
            {
                var z = new double[Dense.Broadcast(x[0].Shape, x[1].Shape).Size];
                new RandomStream(7).FillNormal<double>(z, 0, 1);
                var i = 0;
                return Dense.Map(x[0], x[1], (mean, deviation) => mean + (deviation * z[i++]));
            }),
        new("Bernoulli of probabilities", nameof(Bernoulli), Samples.OfOneShape(withEmpty: true), [Domain.Mask], x => Bernoulli(x[0], new(7)), x =>
        {
            var random = new RandomStream(7);
            return Dense.Map(x[0], p => random.NextUniform<double>() < p ? 1 : 0);
        })
        {
            Derivative = Derivative.Missing,
        },
    ];

    private delegate void Drawing(Span<double> y, RandomStream random);

    private static PrimitiveCase<T> Drawn(string name, Func<Shape, RandomStream, Variable<T>> function, Drawing draw) =>
        new(name, name, Samples.OfOneShape(withEmpty: true), [Domain.Real], x => function(x[0].Shape, new(7)), x =>
        {
            var y = new double[x[0].Shape.Size];
            draw(y, new(7));
            return new(x[0].Shape, y);
        })
        {
            Derivative = Derivative.IsZero,
        };
}
