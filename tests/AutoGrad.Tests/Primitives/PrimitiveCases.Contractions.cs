using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static string[] Sums =>
    [
        "ij,jk->ik", "ij,kj->ki", "ji,jk->ik", "bij,bjk->bik", "bij,bkj->bik", "bji,bjk->bki", "bij,jk->bik", "ij,bjk->bik", "ij->ji", "ij->", "ij->i", "ijk->ki",
        "ii->i", "ii->", "iji->j", "iij->ji", "ii,i->i", "iijj->ij", "i,i->", "i,j->ij", "i,j->ji", "ij,ij->i", "ij,ij->", "ij,i->ij", "ij,ij->ji", "b,bij->bij", ",i->i", ",->",
        "bi,oij,bj->bo", "ij,jk,kl->il", "ij,jk,kl,lm->im", "bhqd,bhkd->bhqk", "bqhd,bkhd->bhqk", "ijk,jil->kl", "ij,kl->", "ij,jk->k", "aib,bjc,ckd->aijkd",
    ];

    private static IEnumerable<PrimitiveCase<T>> Contractions() =>
    [
        .. Sums.Select(text => Einstein(text, text)),
        Einstein("ij,jk", "ij,jk->ik"), Einstein("ba", "ba->ab"), Einstein("ii", "ii->"), Einstein("i j , j k -> i k", "ij,jk->ik"), Einstein("bA,Ac", "bA,Ac->bc"),
        Einstein("...ij,jk->...ik", "abij,jk->abik"), Einstein("...ij,...jk->...ik", "abij,bjk->abik"), Einstein("i...,i...->...", "iab,ib->ab"),
        Einstein("...ji", "abji->abij"), Einstein("i...,i...", "ia,ia->a"), Einstein("...ij->...", "abij->ab"), Einstein("...i->i", "abi->i"),
        Einstein("...ii->...i", "abii->abi"),
    ];

    private static PrimitiveCase<T> Einstein(string subscripts, string letters)
    {
        var groups = letters[..letters.IndexOf("->", StringComparison.Ordinal)].Split(',');
        // Where one product feeds another, an empty axis of one hides every wrong rule of the other: no case with such an axis would prove anything.
        var withEmpty = groups.Length == 1 || letters is "ij,jk->ik" or "bij,bjk->bik" or "ij,ij->i";
        var lengthOf = Gen.Frequency((withEmpty ? 1 : 0, Gen.Constant(0)), (4, Gen.Constant(1)), (20, Gen.Choose(2, 3)));
        var shapes = Gen.ArrayOf(lengthOf, 128)
            .Select(lengths => Array.ConvertAll(groups, group => Shape.Create([.. group.Select(letter => lengths[letter])])));
        Variable<T> Function(Variable<T>[] x) => Einsum(subscripts, x);
        return new($"Einsum {subscripts}", nameof(Einsum), Where(shapes, Function), [.. groups.Select(_ => Domain.Real)], Function, x => Einstein(letters, x));
    }

    private static Dense Einstein(string letters, Dense[] x)
    {
        var sides = letters.Split("->");
        var groups = sides[0].Split(',');
        var lengths = new int[128];
        for (var i = 0; i < x.Length; i++)
        {
            for (var axis = 0; axis < groups[i].Length; axis++)
                lengths[groups[i][axis]] = x[i].Shape[axis];
        }
        var summed = string.Concat(sides[0].Where(char.IsAsciiLetter).Distinct().Except(sides[1]));
        return Dense.Fill([.. sides[1].Select(letter => lengths[letter])], index =>
        {
            var sum = 0.0;
            Dense.Fill([.. summed.Select(letter => lengths[letter])], inner => sum += Enumerable.Range(0, x.Length)
                .Aggregate(1.0, (product, i) => product * x[i][[.. groups[i].Select(letter => sides[1].Contains(letter) ? index[sides[1].IndexOf(letter)] : inner[summed.IndexOf(letter)])]]));
            return sum;
        });
    }
}
