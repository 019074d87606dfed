namespace AutoGrad.Tests.Modules;

public sealed class ModuleTests
{
    private static Sequential<float> Network()
    {
        var random = new RandomStream(1);
        return new(new Linear<float>(64, 32, random), new Relu<float>(), new Linear<float>(32, 10, random));
    }

    private static Nest Nested() => new(Network());

    [Fact]
    public void NamedParameters_AreThoseOfPyTorch()
    {
        var network = Network();

        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], network.NamedParameters.Select(entry => entry.Name));
        Assert.Equal(network.Parameters, network.NamedParameters.Select(entry => entry.Parameter));
        Assert.Same(((Linear<float>)network[2]).Weight, network.Parameters[2]);
    }

    [Fact]
    public void Names_OfParametersAndStates_AreTheirPaths()
    {
        var nest = Nested();

        Assert.Equal(["scale", "body.0.weight", "body.0.bias", "body.2.weight", "body.2.bias"], nest.NamedParameters.Select(entry => entry.Name));
        Assert.Equal(["mean"], nest.NamedStates.Select(entry => entry.Name));
        Assert.All(nest.NamedParameters, entry => Assert.Equal(entry.Name, entry.Parameter.Name));
        Assert.Equal(["", "body", "body.0", "body.1", "body.2"], nest.NamedModules.Select(entry => entry.Name));
        Assert.Equal(["body"], nest.Children.Select(entry => entry.Name));
    }

    [Fact]
    public void States_OfChildren_AreListedAndNamed()
    {
        var outer = new Sequential<float>(new Nest(Network()));

        Assert.Equal(["0.mean"], outer.NamedStates.Select(entry => entry.Name));
        Assert.Equal("0.mean", outer.States.Single().Name);
        Assert.Same(outer.States[0], outer.GetState("0.mean"));
    }

    [Fact]
    public void TiedModule_IsListedOnce_AndFoundAtBothPaths()
    {
        var linear = new Linear<float>(2, 2, new RandomStream(1));
        var network = new Sequential<float>(linear, new Tanh<float>(), linear);

        Assert.Equal(["0.weight", "0.bias"], network.NamedParameters.Select(entry => entry.Name));
        Assert.Equal(["", "0", "1"], network.NamedModules.Select(entry => entry.Name));
        Assert.Equal("0.weight", linear.Weight.Name);
        Assert.Same(linear.Weight, network.GetParameter("2.weight"));
    }

    [Fact]
    public void TiedParameter_IsListedOnce_AndFoundAtBothPaths()
    {
        var tied = new Tied();

        Assert.Equal(["encode.weight"], tied.NamedParameters.Select(entry => entry.Name));
        Assert.Equal("encode.weight", tied.Parameters.Single().Name);
        Assert.Same(tied.GetParameter("encode.weight"), tied.GetParameter("decode.weight"));
    }

    [Fact]
    public void Lookups_FindByPath()
    {
        var nest = Nested();

        Assert.Same(nest.Body[2], nest.GetModule("body.2"));
        Assert.Same(((Linear<float>)nest.Body[2]).Bias, nest.GetParameter("body.2.bias"));
        Assert.Same(nest.States[0], nest.GetState("mean"));
    }

    [Theory]
    [InlineData("1.weight")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("3.weight.x")]
    public void GetParameter_OfAnUnknownPath_ListsThePaths(string path)
    {
        var exception = Assert.Throws<UnknownNameException>(() => Network().GetParameter(path));

        Assert.Equal($"Module: needs the path of a parameter, one of 0.weight, 0.bias, 2.weight, 2.bias, got {path}.", exception.Message);
    }

    [Fact]
    public void GetStateAndGetModule_OfAnUnknownPath_ListThePaths()
    {
        Assert.Equal("Module: needs the path of a state, of which this module has none, got mean.",
            Assert.Throws<UnknownNameException>(() => Network().GetState("mean")).Message);
        Assert.Equal("Module: needs the path of a module, one of 0, 1, 2, got 7.",
            Assert.Throws<UnknownNameException>(() => Network().GetModule("7")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("weight")]
    public void Add_OfAWrongName_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => new Named("weight", name));
        Assert.Throws<ArgumentException>(() => new Named(name, "weight"));
    }

    [Fact]
    public void Add_OfANameThatIsUsed_SaysSo() =>
        Assert.Equal("Module: needs a name without dots that it has not used yet, got weight. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => new Named("weight", "weight")).Message);

    [Fact]
    public void Summary_IsATable() =>
        Assert.Equal(
            """
            name      shape     count
            0.weight  [32, 64]  2,048
            0.bias    [32]         32
            2.weight  [10, 32]    320
            2.bias    [10]         10
            total               2,410
            """.ReplaceLineEndings("\n"), Network().Summary());

    [Fact]
    public void Summary_WithoutParameters_HasATotalOfZero() => Assert.Equal("name   shape  count\ntotal             0", new Relu<float>().Summary());

    private sealed class Nest : Module<float>
    {
        public Nest(Sequential<float> body)
        {
            Body = AddChild("body", body);
            AddParameter("scale", 2);
            AddState("mean", new float[] { 1, 2 });
        }

        public Sequential<float> Body { get; }

        protected override Variable<float> Compute(Variable<float> x) => Body.Forward(x);
    }

    private sealed class Weighted : Module<float>
    {
        public Weighted(Parameter<float> weight) => AddParameter("weight", weight);

        protected override Variable<float> Compute(Variable<float> x) => x;
    }

    private sealed class Tied : Module<float>
    {
        public Tied()
        {
            var weight = new Parameter<float>(1, "w");
            AddChild("encode", new Weighted(weight));
            AddChild("decode", new Weighted(weight));
        }

        protected override Variable<float> Compute(Variable<float> x) => x;
    }

    private sealed class Named : Module<float>
    {
        public Named(string first, string second)
        {
            AddParameter(first, 1);
            AddState(second, 1);
            if (first != second)
                AddChild(first, new Relu<float>());
        }

        protected override Variable<float> Compute(Variable<float> x) => x;
    }
}
