namespace AutoGrad.Tests.Files;

public class ModuleFilesTests
{
    [Fact]
    public void WhatIsSaved_IsLoaded_BitForBit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        var saved = Make(1);
        var loaded = Make(2);

        saved.Save(path);
        var report = loaded.Load(path);

        Assert.True(report.IsComplete);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], report.Loaded);
        foreach (var (name, parameter) in saved.NamedParameters)
            FileCases.Equal(parameter.Variable, loaded.GetParameter(name).Variable);
    }

    [Fact]
    public void ToTensors_CopiesThePresentValues()
    {
        var model = Make(1);
        var before = model.GetParameter("0.bias").Variable.ToArray();

        var tensors = model.ToTensors();
        model.GetParameter("0.bias").Assign(Variable.Vector(7f, 8f));

        Assert.Equal(before, tensors["0.bias"].ToArray());
    }

    [Fact]
    public void Load_OfOtherNames_ListsThem_AndAssignsNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        var model = Make(1);
        var tensors = model.ToTensors();
        Safetensors.Write(path, new NamedTensors<float>
        {
            ["0.weight"] = Variable.Zeros<float>([2, 3]),
            ["0.bias"] = Variable.Zeros<float>([3]),
            ["2.bias"] = tensors["2.bias"],
            ["3.x"] = 1,
            ["y"] = 2,
        });

        var exception = Assert.Throws<NameMismatchException>(() => model.Load(path));

        Assert.Equal(
            $"Load: needs the names and shapes of the module, got {path} with missing 2.weight; unexpected 3.x, y; misshapen 0.bias [3] for [2].",
            exception.Message);
        FileCases.Equal(tensors["0.weight"], model.GetParameter("0.weight").Variable);
    }

    [Fact]
    public void Assign_ThatIsNotStrict_AssignsWhatFits()
    {
        var model = Make(1);
        var bias = model.GetParameter("0.bias").Variable.ToArray();

        var report = model.Assign(
            new NamedTensors<float> { ["0.weight"] = Variable.Ones<float>([2, 3]), ["0.bias"] = Variable.Zeros<float>([3]), ["y"] = 2 }, isStrict: false);

        Assert.False(report.IsComplete);
        Assert.Equal(["0.weight"], report.Loaded);
        Assert.Equal(["2.weight", "2.bias"], report.Missing);
        Assert.Equal(["y"], report.Unexpected);
        Assert.Equal(["0.bias"], report.Misshapen);
        FileCases.Equal(Variable.Ones<float>([2, 3]), model.GetParameter("0.weight").Variable);
        Assert.Equal(bias, model.GetParameter("0.bias").Variable.ToArray());
    }

    [Fact]
    public void Assign_WithAPrefix_PassesOverOtherNames()
    {
        var (model, other) = (Make(1), Make(2));
        var tensors = new NamedTensors<float> { ["optimizer.step"] = 1 };
        foreach (var (name, tensor) in other.ToTensors())
            tensors[$"model.{name}"] = tensor;

        var report = model.Assign(tensors, prefix: "model.");

        Assert.Equal("model.0.weight", report.Loaded[0]);
        FileCases.Equal(other.GetParameter("2.weight").Variable, model.GetParameter("2.weight").Variable);
    }

    [Fact]
    public void ASharedParameter_ComesByAnyOfItsPaths_OrByAll()
    {
        var layer = new Linear<float>(2, 2, new RandomStream(1), bias: false);
        var model = new Sequential<float>(layer, layer);
        var ones = Variable.Ones<float>([2, 2]);

        Assert.Equal(["0.weight"], model.ToTensors().Names);
        Assert.True(model.Assign(new NamedTensors<float> { ["1.weight"] = ones }).IsComplete);
        FileCases.Equal(ones, layer.Weight.Variable);
        Assert.True(model.Assign(new NamedTensors<float> { ["0.weight"] = -ones, ["1.weight"] = -ones }).IsComplete);
        FileCases.Equal(-ones, layer.Weight.Variable);

        var exception = Assert.Throws<NameMismatchException>(
            () => model.Assign(new NamedTensors<float> { ["0.weight"] = ones, ["1.weight"] = -ones }));
        Assert.Equal("Assign: needs equal values for names of one state, got others for 1.weight than for 0.weight, in tensors.", exception.Message);
    }

    [Fact]
    public void WhatIsSavedInFloat_IsLoadedInDouble()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        var model = new Linear<double>(3, 2, new RandomStream(2));
        var single = new Linear<float>(3, 2, new RandomStream(1));

        single.Save(path);
        model.Load(path);

        Assert.Equal(Array.ConvertAll(single.Weight.Variable.ToArray(), x => (double)x), model.Weight.Variable.ToArray());
    }

    private static Sequential<float> Make(ulong seed)
    {
        var random = new RandomStream(seed);
        return new(new Linear<float>(3, 2, random), new Tanh<float>(), new Linear<float>(2, 4, random));
    }
}
