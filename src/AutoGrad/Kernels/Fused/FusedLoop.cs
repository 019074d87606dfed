using System.Numerics;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Fused;

/// <summary>
/// Writes operations as one loop over registers for the runtime's compiler, with each result in a local variable: nothing between the first
/// operand and the last result goes through memory, and what has several readers is computed once. Each operation is rounded by itself, as
/// alone, so that the bits are those of the operations one by one.
/// </summary>
internal readonly ref struct FusedLoop<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FusedOperation[] _operations;
    private readonly bool[] _isElement;
    private readonly ILGenerator _code;
    private readonly LocalBuilder?[] _runs;
    private readonly LocalBuilder _place;

    private FusedLoop(FusedOperation[] operations, bool[] isElement, ILGenerator code)
    {
        (_operations, _isElement, _code) = (operations, isElement, code);
        _place = code.DeclareLocal(typeof(nuint));
        _runs = Array.ConvertAll(isElement, element => element ? null : code.DeclareLocal(typeof(T).MakeByRefType()));
    }

    /// <summary>Computes the last operation of a loop for as many elements as there are results.</summary>
    /// <param name="x">The operands: each run has as many elements.</param>
    /// <param name="y">The first result.</param>
    /// <param name="length">The number of results.</param>
    public delegate void Body(ref FusedOperands<T> x, ref T y, nuint length);

    /// <summary>Makes the code of a loop.</summary>
    /// <param name="operations">The operations, each after those that it takes.</param>
    /// <param name="isElement">For each operand whether it is one element.</param>
    public static Body Of(FusedOperation[] operations, bool[] isElement)
    {
        var method = new DynamicMethod("Loop", null, [typeof(FusedOperands<T>).MakeByRefType(), typeof(T).MakeByRefType(), typeof(nuint)], typeof(FusedLoop<T>).Module, skipVisibility: true);
        new FusedLoop<T>(operations, isElement, method.GetILGenerator()).Write();
        return method.CreateDelegate<Body>();
    }

    private void Write()
    {
        for (var k = 0; k < _runs.Length; k++)
        {
            if (_runs[k] is not { } run)
                continue;
            _code.Emit(OpCodes.Ldarg_0);
            _code.Emit(OpCodes.Ldc_I4, k);
            _code.Emit(OpCodes.Call, typeof(FusedOperands<T>).GetMethod("get_Item")!);
            _code.Emit(OpCodes.Stloc, run);
        }
        if (Vector512.IsHardwareAccelerated)
            WriteRounds(typeof(Register512<T>), Register512<T>.Count);
        else if (Vector256.IsHardwareAccelerated)
            WriteRounds(typeof(Register256<T>), Register256<T>.Count);
        else if (Vector128.IsHardwareAccelerated)
            WriteRounds(typeof(Register128<T>), Register128<T>.Count);
        WriteRounds(typeof(Register1<T>), 1);
        _code.Emit(OpCodes.Ret);
    }

    // for (; place + count <= length; place += count): a register is read and written only where all of it lies before the end.
    private void WriteRounds(Type register, int count)
    {
        var (round, test) = (_code.DefineLabel(), _code.DefineLabel());
        var operands = new LocalBuilder[_isElement.Length];
        for (var k = 0; k < operands.Length; k++)
        {
            operands[k] = _code.DeclareLocal(register);
            if (!_isElement[k])
                continue;
            _code.Emit(OpCodes.Ldarg_0);
            _code.Emit(OpCodes.Ldc_I4, k);
            _code.Emit(OpCodes.Call, typeof(FusedOperands<T>).GetMethod(nameof(FusedOperands<>.Element))!);
            _code.Emit(OpCodes.Call, register.GetMethod(nameof(Register1<>.Repeat))!);
            _code.Emit(OpCodes.Stloc, operands[k]);
        }
        _code.Emit(OpCodes.Br, test);
        _code.MarkLabel(round);
        WriteRound(register, operands);
        _code.Emit(OpCodes.Ldloc, _place);
        _code.Emit(OpCodes.Ldc_I4, count);
        _code.Emit(OpCodes.Conv_U);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Stloc, _place);
        _code.MarkLabel(test);
        _code.Emit(OpCodes.Ldloc, _place);
        _code.Emit(OpCodes.Ldc_I4, count);
        _code.Emit(OpCodes.Conv_U);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Ldarg_2);
        _code.Emit(OpCodes.Ble_Un, round);
    }

    private void WriteRound(Type register, LocalBuilder[] operands)
    {
        for (var k = 0; k < operands.Length; k++)
        {
            if (_runs[k] is not { } run)
                continue;
            _code.Emit(OpCodes.Ldloc, run);
            _code.Emit(OpCodes.Ldloc, _place);
            _code.Emit(OpCodes.Call, register.GetMethod(nameof(Register1<>.Load))!);
            _code.Emit(OpCodes.Stloc, operands[k]);
        }
        var results = new LocalBuilder[_operations.Length];
        for (var i = 0; i < results.Length; i++)
        {
            foreach (var x in _operations[i].X)
                _code.Emit(OpCodes.Ldloc, x < 0 ? results[~x] : operands[x]);
            _code.Emit(OpCodes.Call, _operations[i].Function.GetMethod("Of")!.MakeGenericMethod(typeof(T), register));
            _code.Emit(OpCodes.Stloc, results[i] = _code.DeclareLocal(register));
        }
        _code.Emit(OpCodes.Ldloca, results[^1]);
        _code.Emit(OpCodes.Ldarg_1);
        _code.Emit(OpCodes.Ldloc, _place);
        _code.Emit(OpCodes.Call, register.GetMethod(nameof(Register1<>.Store))!);
    }
}
