using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public class PlanCacheTests
{
    [Fact]
    public void APlan_IsMadeOnce()
    {
        var made = 0;
        string Make(int key)
        {
            made++;
            return $"{key}";
        }
        var first = PlanCache<int, string>.Get(-1, Make);
        Assert.Same(first, PlanCache<int, string>.Get(-1, Make));
        Assert.Equal((1, "-1"), (made, first));
    }

    [Fact]
    public void PlansForEverNewSizes_AreNotAllKept()
    {
        List<WeakReference> plans = [];
        for (var key = 0; key < 5000; key++)
            plans.Add(new(PlanCache<long, object>.Get(key, _ => new object())));
        GC.Collect();
        Assert.InRange(plans.Count(plan => plan.IsAlive), 0, 1024);
        Assert.NotNull(PlanCache<long, object>.Get(4999, _ => null!));
    }
}
