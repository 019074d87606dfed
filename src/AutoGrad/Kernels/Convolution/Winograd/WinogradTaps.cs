namespace AutoGrad.Kernels;

/// <summary>Where the filters of a correlation lie: the taps of a plane and a channel side by side, from the first or from the last on.</summary>
internal readonly unsafe struct WinogradTaps<T>(T* data, nint group, nint plane, nint channel, bool isTurned) where T : unmanaged
{
    public const int Taps = 9;

    public nint Channel => channel;

    public bool IsTurned => isTurned;

    public T* At(int index, int row) => data + (index * group) + (row * plane);
}
