using System.Numerics;

namespace AutoGrad.Tests.Primitives;

/// <summary>What is compiled gives the bits of the eager run.</summary>
public class CompiledLaws : PrimitiveLaws
{
    [Theory]
    [MemberData(nameof(Rows))]
    public void Compiled_MatchesEager_BitForBit(string row, string type) => InType(row, type, CompiledMatchesEager, CompiledMatchesEager);

    [Fact]
    public void TracingFails_WhereTheShapeDependsOnValues()
    {
        var x = Variable.Vector(1.0, 2);
        var error = Assert.Throws<TracedValueException>(() => Graph.Trace((Variable<double> v) => Op.MaskedSelect(v, v > 1), x.Shape));
        Assert.StartsWith("Value: needs a variable that has a value, got one [2] of a program that is being traced", error.Message, StringComparison.Ordinal);
    }

    private static void CompiledMatchesEager<T>(PrimitiveCase<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Untraceable.Contains(row.Operation))
            return;
        Check(nameof(Compiled_MatchesEager_BitForBit), row, sample => AssertSameCompiled(row, sample.Inputs<T>(row.Domains)));
        foreach (var extreme in row.Extremes)
        {
            if (Representable<T>(extreme) is { } x)
                AssertSameCompiled(row, x);
        }
    }

    private static void AssertSameCompiled<T>(PrimitiveCase<T> row, Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Variable<T>[] Values(Variable<T>[] v)
        {
            var y = row.Function(v);
            if (row.Derivative != Derivative.Exists)
                return [y];
            var (function, point) = Differentiable(row, v);
            return [y, .. Differentiate.Vjp(function, point, Op.Cos(y)).Product];
        }
        var expected = Values(x);
        var compiled = Graph.Compile<T>(Values);
        var actual = compiled.InvokeAll(x);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            AssertSameBits(expected[i], actual[i], $"{row.Name}: {(i == 0 ? "value" : $"cotangent {i - 1}")}");
    }
}
