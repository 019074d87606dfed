using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AutoGrad.Graphs.Printing;

/// <summary>
/// Writes the static arguments of an operation as text, and reads them back: the fields of its record, whatever they are called and made of.
/// So an operation is printed and parsed without saying anything about it.
/// </summary>
internal static class ArgumentText
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = [];

    /// <summary>The fields of a type and of those that it derives from, these first.</summary>
    private static FieldInfo[] FieldsOf(Type type) => Fields.GetOrAdd(type, static type =>
    {
        List<FieldInfo> fields = [];
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
            fields.InsertRange(0, t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return [.. fields];
    });

    /// <summary>Writes the fields as <c>{A: 1, B: [2, 3]}</c>, or nothing where there are none.</summary>
    /// <exception cref="GraphTextException">A field cannot be written, such as a function.</exception>
    public static void WriteFields(StringBuilder text, object value, string what)
    {
        var fields = FieldsOf(value.GetType());
        if (fields.Length == 0)
            return;
        text.Append('{');
        for (var i = 0; i < fields.Length; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(NameOf(fields[i])).Append(": ");
            Write(text, fields[i].GetValue(value), what);
        }
        text.Append('}');
    }

    /// <summary>Reads the fields of a new object of a type.</summary>
    public static object ReadFields(GraphReader reader, Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        var fields = FieldsOf(type);
        if (fields.Length == 0)
            return value;
        reader.Expect("{");
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                reader.Expect(",");
            reader.Expect(NameOf(fields[i]));
            reader.Expect(":");
            fields[i].SetValue(value, Read(reader, fields[i].FieldType));
        }
        reader.Expect("}");
        return value;
    }

    private static void WriteParts(StringBuilder text, object value, string what)
    {
        var separator = "";
        foreach (var part in value.GetType().GetConstructors()[0].GetParameters())
        {
            text.Append(separator.Length == 0 ? "{" : separator).Append(NameOf(part)).Append(": ");
            Write(text, value.GetType().GetProperty(NameOf(part))!.GetValue(value), what);
            separator = ", ";
        }
        text.Append('}');
    }

    private static object ReadParts(GraphReader reader, Type type)
    {
        var constructor = type.GetConstructors()[0];
        List<object?> parts = [];
        foreach (var part in constructor.GetParameters())
        {
            reader.Expect(parts.Count == 0 ? "{" : ",");
            reader.Expect(NameOf(part));
            reader.Expect(":");
            parts.Add(Read(reader, part.ParameterType));
        }
        reader.Expect("}");
        try
        {
            return constructor.Invoke([.. parts]);
        }
        catch (TargetInvocationException failure)
        {
            throw new GraphTextException(reader.Error($"parts that fit each other before this place ({failure.InnerException!.Message})").Message, failure.InnerException);
        }
    }

    private static string NameOf(ParameterInfo part) => char.ToUpperInvariant(part.Name![0]) + part.Name[1..];

    private static string NameOf(FieldInfo field) =>
        field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name.TrimStart('_');

    private static void Write(StringBuilder text, object? value, string what)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string word:
                GraphReader.Quote(text, word);
                break;
            case Enum:
                text.Append(value);
                break;
            case double or float or int or long or ulong:
                text.Append(((IFormattable)value).ToString(value is double or float ? "R" : null, CultureInfo.InvariantCulture));
                break;
            case Shape shape:
                text.Append(shape);
                break;
            case Axes axes:
                text.Append('[').AppendJoin(", ", axes.Values.ToArray()).Append(']');
                break;
            case RandomStream random:
                text.Append(CultureInfo.InvariantCulture, $"random({random.Seed}, {random.Stream}, {random.Position})");
                break;
            case IWrittenByParts:
                WriteParts(text, value, what);
                break;
            case Graph<double> or Graph<float>:
                // A line each, further in than what it is a part of.
                text.Append("\n  ").Append(value.ToString()!.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)).Append("\n  end");
                break;
            case ITuple or ValueType when value.GetType().Assembly == typeof(ArgumentText).Assembly || value is ITuple:
                WriteFields(text, value, what);
                break;
            default:
                throw new GraphTextException($"ToString: needs operations whose arguments are numbers, words, shapes or random streams, got {what}, which has {value.GetType().Name}.");
        }
    }

    private static object? Read(GraphReader reader, Type type)
    {
        type = Nullable.GetUnderlyingType(type) is { } underlying ? underlying : type;
        if (reader.TryTake("null"))
            return null;
        if (type == typeof(bool))
            return reader.OneOf("true", "false") == "true";
        if (type == typeof(string))
            return reader.TakeQuoted();
        if (type.IsEnum)
            return Enum.Parse(type, reader.OneOf(Enum.GetNames(type)));
        if (type == typeof(double))
            return reader.TakeNumber();
        if (type == typeof(float))
            return (float)reader.TakeNumber();
        if (type == typeof(int))
            return reader.TakeInteger();
        if (type == typeof(Shape))
            return reader.TakeShape();
        if (type == typeof(Axes))
            return new Axes([.. reader.TakeIntegers()]);
        if (type == typeof(RandomStream))
            return reader.TakeRandom();
        if (type.IsValueType)
            return ReadFields(reader, type);
        if (type.IsAssignableTo(typeof(IWrittenByParts)))
            return ReadParts(reader, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Graph<>))
            return reader.TakeProgram();
        throw reader.Error($"an argument that can be written, not one of type {type.Name}");
    }
}
