using System.Numerics;

namespace AutoGrad.Graphs;

/// <summary>
/// The loops that were used last. A loop that is recorded anew with the same body, as in each step of a training that is not compiled, is one
/// that has its compiled body and its derivative already.
/// </summary>
internal static class LoopCache<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A model has a loop for each layer and direction; what is older may be of a model that is gone, and holds memory.</summary>
    public const int Capacity = 16;

    private static readonly Lock Gate = new();
    private static readonly List<Loop<T>> Latest = [];

    /// <summary>The loop that does the same, if there is one, or else the loop itself.</summary>
    public static Loop<T> Share(Loop<T> loop)
    {
        lock (Gate)
        {
            var place = Latest.FindIndex(loop.IsTheSameAs);
            var shared = place < 0 ? loop : Latest[place];
            if (place >= 0)
                Latest.RemoveAt(place);
            else if (Latest.Count == Capacity)
                Latest.RemoveAt(Capacity - 1);
            Latest.Insert(0, shared);
            return shared;
        }
    }
}
