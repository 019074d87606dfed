using System.Reflection;

namespace AutoGrad.Tests.Primitives;

/// <summary>The operations that a function calls, read from its code: an operation made of others is not to be seen on a tape.</summary>
internal static class CalledOperations
{
    private const byte Call = 0x28;

    private const byte CallVirtual = 0x6F;

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = nameof(Op.Add),
        ["op_Subtraction"] = nameof(Op.Subtract),
        ["op_Multiply"] = nameof(Op.Multiply),
        ["op_Division"] = nameof(Op.Divide),
        ["op_UnaryNegation"] = nameof(Op.Negate),
        ["op_GreaterThan"] = nameof(Op.Greater),
        ["op_LessThan"] = nameof(Op.Less),
        ["op_LessThanOrEqual"] = nameof(Op.LessOrEqual),
        ["get_Item"] = nameof(Op.Slice),
    };

    public static IReadOnlySet<string> Of(Delegate function)
    {
        var names = new HashSet<string>();
        var code = function.Method.GetMethodBody()!.GetILAsByteArray()!;
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is Call or CallVirtual)
                Add(names, function.Method, BitConverter.ToInt32(code, i + 1));
        }
        return names;
    }

    // A byte that only looks like a call is followed by no method.
    private static void Add(HashSet<string> names, MethodInfo caller, int token)
    {
        MethodBase? called;
        try
        {
            called = caller.Module.ResolveMethod(token, caller.DeclaringType!.GetGenericArguments(), []);
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException)
        {
            return;
        }
        if (called?.DeclaringType == typeof(Op))
            names.Add(called.Name);
        else if (called?.DeclaringType == typeof(Variable<double>) && Operators.TryGetValue(called.Name, out var operation))
            names.Add(operation);
    }
}
