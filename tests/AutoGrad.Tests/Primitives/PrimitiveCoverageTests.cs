using System.Reflection;

namespace AutoGrad.Tests.Primitives;

public class PrimitiveCoverageTests
{
    [Fact]
    public void EveryPublicOperation_HasARow()
    {
        var operations = typeof(Op).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name);
        Assert.Empty(operations.Except(PrimitiveCases<double>.All.Select(row => row.Operation)));
    }

    [Fact]
    public void EveryRow_IsForAPublicOperation_AndHasANameOfItsOwn()
    {
        var operations = typeof(Op).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name);
        Assert.Empty(PrimitiveCases<double>.All.Select(row => row.Operation).Except(operations));
        Assert.Equal(PrimitiveCases<double>.All.Count, PrimitiveCases<double>.All.Select(row => row.Name).Distinct().Count());
    }

    [Fact]
    public void EveryPrimitive_IsExercisedByARow()
    {
        var seen = new HashSet<Type>();
        foreach (var row in PrimitiveCases<double>.All)
        {
            foreach (var sample in FsCheck.Fluent.Gen.Sample(row.Samples.Generator, 10))
                seen.UnionWith(PrimitivesOf(row, sample.Inputs<double>(row.Domains)));
        }
        var primitives = typeof(Op).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(IsPrimitive);
        Assert.Empty(primitives.Except(seen));
    }

    // Those of the value and those of the derivative: a slice backwards, for one, has no public method.
    private static List<Type> PrimitivesOf(PrimitiveCase<double> row, Variable<double>[] x)
    {
        using var tape = new Tape<double>();
        x = Array.ConvertAll(x, Op.Identity);
        var y = row.Function(x);
        for (var i = 0; i < x.Length; i++)
        {
            if (row.Derivative == Derivative.Exists && !row.Domains[i].IsConstant)
                tape.Vjp(y, Variable.Ones<double>(y.Shape), x[i]);
        }
        var types = new List<Type>();
        foreach (ref var node in tape.Record.Nodes)
            types.Add(node.Primitive.GetType().GetGenericTypeDefinition());
        return types;
    }

    private static bool IsPrimitive(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(Primitive<>))
                return true;
        }
        return false;
    }
}
