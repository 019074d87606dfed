using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Selecting() =>
    [
        .. Enumerable.Range(0, 3).SelectMany(axis => new[] { Taken(axis, 0), Taken(axis, 1), Taken(axis, 2), TakenAt(axis), Overwritten(axis) }),
        GatheredWithin(0), GatheredWithin(1),
        Masked("MaskedSelect by a mask of one shape", [2, 3], [2, 3]),
        Masked("MaskedSelect by a mask that stretches", [2, 3], [3]),
        Masked("MaskedSelect of what stretches", [3, 1], [2, 3, 4]),
        Padded("Pad with zeros", [(1, 2), (0, 0), (2, 0)], PadMode.Constant, 0),
        Padded("Pad with a constant", [(0, 1), (3, 0), (1, 1)], PadMode.Constant, -2.5),
        Padded("Pad, taking away", [(-1, 1), (2, -1), (-1, -1)], PadMode.Constant, 4),
        .. new[] { PadMode.Reflect, PadMode.Replicate, PadMode.Circular }.SelectMany(mode => new[]
        {
            Padded($"Pad in mode {mode}", [(2, 1), (0, 0), (1, 2)], mode, 0),
            Padded($"Pad further than the axis in mode {mode}", [(0, 7), (9, 0), (-1, 6)], mode, 0),
        }),
    ];

    // Indices of 0, 1 and 2 axes; more than there are elements, so that some are repeated.
    private static PrimitiveCase<T> Taken(int axis, int rank)
    {
        Variable<T> Function(Variable<T>[] x) => Take(x[0], x[1], axis);
        var shapes = Lengths(3, 1, 3).SelectMany(_ => Lengths(rank, 0, 4), (shape, places) => new[] { shape, places });
        return new($"Take along axis {axis} by {rank} axes", nameof(Take), Where(shapes, Function),
            [Domain.Real, Domain.Indices(shape => shape[0][axis])], Function, x => Dense.Fill(
                [.. x[0].Shape.Lengths[..axis], .. x[1].Shape, .. x[0].Shape.Lengths[(axis + 1)..]],
                index => x[0][[.. index[..axis], (int)x[1][index[axis..(axis + rank)]], .. index[(axis + rank)..]]]));
    }

    private static PrimitiveCase<T> TakenAt(int axis)
    {
        int[] rows = [2, 0, 0, 2];
        Variable<T> Function(Variable<T>[] x) => Take(x[0], rows, axis - 3);
        return new($"Take along axis {axis} by numbers", nameof(Take), Where(One(Lengths(3, 3, 4)), Function), [Domain.Real], Function,
            x => Dense.Fill(x[0].Shape.With(axis, 4), index => x[0][[.. index.Select((i, at) => at == axis ? rows[i] : i)]]));
    }

    private static PrimitiveCase<T> Overwritten(int axis)
    {
        Variable<T> Function(Variable<T>[] x) => Scatter(x[0], x[1], x[2], axis);
        var shapes = Lengths(3, 1, 3).SelectMany(_ => Gen.Choose(0, 4), (shape, count) => new[] { shape, shape.With(axis, count), shape.With(axis, count) });
        return new($"Scatter along axis {axis}", nameof(Scatter), Where(shapes, Function),
            [Domain.Real, Domain.Indices(shape => shape[0][axis]), Domain.Real], Function, x => Dense.Fill(x[0].Shape, index =>
            {
                var value = x[0][index];
                var place = (int[])index.Clone();
                for (place[axis] = 0; place[axis] < x[1].Shape[axis]; place[axis]++)
                    value = x[1][place] == index[axis] ? x[2].Stretched(place) : value;
                return value;
            }));
    }

    private static PrimitiveCase<T> GatheredWithin(int axis)
    {
        Variable<T> Function(Variable<T>[] x) => Gather(x[0], x[1], axis);
        var shapes = Lengths(2, 2, 4).SelectMany(_ => Gen.Choose(0, 5), (shape, count) =>
            new[] { shape, Shape.Create([shape[0] - 1, shape[1] - 1]).With(axis, count) });
        return new($"Gather within x along axis {axis}", nameof(Gather), Where(shapes, Function),
            [Domain.Real, Domain.Indices(shape => shape[0][axis])], Function,
            x => Dense.Fill(x[1].Shape, index => x[0][[.. index.Select((i, at) => at == axis ? (int)x[1][index] : i)]]));
    }

    private static PrimitiveCase<T> Masked(string name, int[] shape, int[] mask)
    {
        Variable<T> Function(Variable<T>[] x) => MaskedSelect(x[0], x[1]);
        return new(name, nameof(MaskedSelect), Where(Gen.Constant(new[] { Shape.Create(shape), Shape.Create(mask) }), Function),
            [Domain.Real, Domain.Mask], Function, x =>
            {
                var elements = new List<double>();
                _ = Dense.Map(x[0], x[1], (value, chosen) =>
                {
                    if (chosen != 0)
                        elements.Add(value);
                    return 0;
                });
                return Dense.Vector([.. elements]);
            });
    }

    private static PrimitiveCase<T> Padded(string name, (int Before, int After)[] padding, PadMode mode, double value)
    {
        Variable<T> Function(Variable<T>[] x) => Pad(x[0], padding, mode, value);
        return new(name, nameof(Pad), Where(One(Lengths(3, 2, 4)), Function), [Domain.Real], Function, x => Dense.Fill(
            Shape.Create([.. padding.Select((pair, axis) => x[0].Shape[axis] + pair.Before + pair.After)]), index =>
            {
                var place = index.Select((i, axis) => Source(i - padding[axis].Before, Math.Max(-padding[axis].Before, 0),
                    x[0].Shape[axis] - 1 + Math.Min(padding[axis].After, 0), mode)).ToArray();
                return place.Contains(-1) ? value : x[0][place];
            }));
    }

    // Walks back into the part from first to last, the plain way.
    private static int Source(int place, int first, int last, PadMode mode)
    {
        while (place < first || place > last)
        {
            place = mode switch
            {
                PadMode.Constant => -1,
                PadMode.Replicate => place < first ? first : last,
                PadMode.Reflect when first == last => first,
                PadMode.Reflect => place < first ? (2 * first) - place : (2 * last) - place,
                _ => place < first ? place + last - first + 1 : place - (last - first + 1),
            };
            if (place == -1 && mode == PadMode.Constant)
                return -1;
        }
        return place;
    }
}
