using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels.Fused;

/// <summary>The first elements of up to eight operands.</summary>
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

    public void Set(int number, Span<T> values)
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
