using System.Collections.Concurrent;

namespace AutoGrad.Graphs.Printing;

/// <summary>The names of the operations of this library in programs, and the records behind them.</summary>
internal static class OperationNames
{
    private const string Ending = "Primitive";

    private static readonly Lazy<Dictionary<string, Type>> Own = new(() => typeof(OperationNames).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsGenericType && IsPrimitive(type) && type.GetGenericArguments().Length == 1)
        .ToDictionary(Of));

    private static readonly ConcurrentDictionary<Type, string> Names = [];

    /// <summary>The name of the record, without its ending and its type parameter.</summary>
    public static string Of(Type type) => Names.GetOrAdd(type, static type =>
    {
        var name = type.Name.Split('`')[0];
        return name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;
    });

    /// <summary>The record of an operation in an element type, or null: one of this library or one of those given.</summary>
    public static Type? Find<T>(string name, ReadOnlySpan<Type> others)
    {
        foreach (var other in others)
        {
            if (Of(other) == name)
                return other.IsGenericTypeDefinition ? other.MakeGenericType(typeof(T)) : other;
        }
        return Own.Value.TryGetValue(name, out var type) ? type.MakeGenericType(typeof(T)) : null;
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
