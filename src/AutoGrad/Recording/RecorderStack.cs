using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>
/// The open recorders of a thread, innermost first. A recorder that has recorded something is held weakly: its variables hold it, and once
/// nobody has any of them left, nobody can ask it for a derivative. So a tape that was never disposed stops with the garbage collection.
/// </summary>
internal static class RecorderStack<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static Entry? _top;

    public static Recorder<T>? Current
    {
        get
        {
            while (_top is { } top)
            {
                if (top.Recorder is { IsClosed: false } recorder)
                    return recorder;
                _top = top.Below;
            }
            return null;
        }
    }

    public static void Push(Recorder<T> recorder)
    {
        for (var entry = _top; entry is not null; entry = entry.Below)
        {
            while (entry.Below is { } below && below.Recorder is not { IsClosed: false })
                entry.Below = below.Below;
        }
        _top = new(recorder) { Below = _top };
    }

    /// <summary>Takes a closed recorder off the top. One deeper, or on another thread, is skipped when it is found.</summary>
    public static void Pop(Recorder<T> recorder)
    {
        if (_top is { } top && ReferenceEquals(top.Recorder, recorder))
            _top = top.Below;
    }

    private sealed class Entry(Recorder<T> recorder)
    {
        private readonly WeakReference<Recorder<T>> _weak = new(recorder);
        private Recorder<T>? _strong = recorder;

        public Entry? Below { get; set; }

        public Recorder<T>? Recorder
        {
            get
            {
                if (_strong is { } strong)
                {
                    if (strong.Record is { Count: > 0 })
                        _strong = null;
                    return strong;
                }
                return _weak.TryGetTarget(out var recorder) ? recorder : null;
            }
        }
    }
}
