using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels.Fused;

/// <summary>Up to eight operands: the first elements of runs, and the values of those of one element.</summary>
internal ref struct FusedOperands<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int Most = 8;

    private ref T _0;
    private ref T _1;
    private ref T _2;
    private ref T _3;
    private ref T _4;
    private ref T _5;
    private ref T _6;
    private ref T _7;
    private T _value0;
    private T _value1;
    private T _value2;
    private T _value3;
    private T _value4;
    private T _value5;
    private T _value6;
    private T _value7;

    /// <summary>The first element of a run.</summary>
    public readonly ref readonly T this[int number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            switch (number)
            {
                case 0: return ref _0;
                case 1: return ref _1;
                case 2: return ref _2;
                case 3: return ref _3;
                case 4: return ref _4;
                case 5: return ref _5;
                case 6: return ref _6;
                default: return ref _7;
            }
        }
    }

    /// <summary>The value of an operand of one element: it lies here, so that reading it in a loop is one step and not two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Element(int number) => number switch
    {
        0 => _value0,
        1 => _value1,
        2 => _value2,
        3 => _value3,
        4 => _value4,
        5 => _value5,
        6 => _value6,
        _ => _value7,
    };

    public void SetElement(int number, T value)
    {
        switch (number)
        {
            case 0: _value0 = value; break;
            case 1: _value1 = value; break;
            case 2: _value2 = value; break;
            case 3: _value3 = value; break;
            case 4: _value4 = value; break;
            case 5: _value5 = value; break;
            case 6: _value6 = value; break;
            default: _value7 = value; break;
        }
    }

    public void SetRun(int number, Span<T> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        switch (number)
        {
            case 0: _0 = ref first; break;
            case 1: _1 = ref first; break;
            case 2: _2 = ref first; break;
            case 3: _3 = ref first; break;
            case 4: _4 = ref first; break;
            case 5: _5 = ref first; break;
            case 6: _6 = ref first; break;
            default: _7 = ref first; break;
        }
    }
}
