namespace AutoGrad.Tests.Files;

public class NamedTensorsTests
{
    [Fact]
    public void TheNames_KeepTheirOrder()
    {
        var tensors = new NamedTensors<float> { ["b"] = 1, ["a"] = 2, ["c"] = 3 };
        tensors["b"] = 4;

        Assert.Equal(["b", "a", "c"], tensors.Names);
        Assert.Equal(["b", "a", "c"], tensors.Select(entry => entry.Key));
        Assert.Equal(4, tensors["b"].Scalar);
        Assert.Equal(3, tensors.Count);
    }

    [Fact]
    public void AnUnknownName_Throws()
    {
        Assert.Equal("NamedTensors: needs the name of a tensor, one of a, b, got c.",
            Assert.Throws<UnknownNameException>(() => new NamedTensors<float> { ["a"] = 1, ["b"] = 2 }["c"]).Message);
        Assert.Equal("NamedTensors: needs the name of a tensor, of which there are none, got c.",
            Assert.Throws<UnknownNameException>(() => new NamedTensors<float>()["c"]).Message);
        Assert.False(new NamedTensors<float>().TryGet("c", out _));
    }
}
