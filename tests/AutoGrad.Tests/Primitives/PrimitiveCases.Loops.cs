using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Loops() => [Loop(reverse: false), Loop(reverse: true)];

    // c ← tanh(w·c + x), y = c·x, where w is captured: the last carry, then all outputs.
    private static PrimitiveCase<T> Loop(bool reverse) => new(
        reverse ? "Scan, the last part first" : "Scan", nameof(Scan),
        Samples.From(Gen.Choose(1, 3).SelectMany(n => Gen.Choose(0, 4).Select(length => new Shape[] { [n], [length, n], [n] })), Fits),
        [Domain.Real, Domain.Real, Domain.Real],
        x =>
        {
            var (last, ys) = Scan((c, part) => (Tanh((x[2] * c) + part), c * part), x[0], x[1], reverse);
            return Concatenate([last, Reshape(ys, [ys.Shape.Size])], 0);
        },
        x =>
        {
            var (n, length) = (x[0].Shape[0], x[1].Shape[0]);
            var (carry, ys) = (x[0].Values.ToArray(), new double[length * n]);
            for (var s = 0; s < length; s++)
            {
                var t = reverse ? length - 1 - s : s;
                for (var i = 0; i < n; i++)
                {
                    ys[(t * n) + i] = carry[i] * x[1][t, i];
                    carry[i] = Math.Tanh((x[2][i] * carry[i]) + x[1][t, i]);
                }
            }
            return Dense.Vector([.. carry, .. ys]);
        });

    private static bool Fits(Shape[] shapes) =>
        shapes.Length == 3 && shapes[0].Rank == 1 && shapes[0].Size > 0 && shapes[2].Equals(shapes[0]) && shapes[1].Rank == 2 && shapes[1][1] == shapes[0][0];
}
