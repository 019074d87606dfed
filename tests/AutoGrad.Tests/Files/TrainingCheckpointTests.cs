using System.Numerics;

namespace AutoGrad.Tests.Files;

public class TrainingCheckpointTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 7)]
    [InlineData(true, 0)]
    [InlineData(true, 7)]
    public void WhatGoesOnFromAFile_GivesTheBitsOfWhatWasNeverInterrupted(bool isCompiled, int interruptedAfter)
    {
        GoesOn<float>(isCompiled, interruptedAfter);
        GoesOn<double>(isCompiled, interruptedAfter);
    }

    [Fact]
    public void AFileOfAnEagerTraining_GoesOnCompiled()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var (eager, compiled) = (new SmallTraining<float>(1, isCompiled: false), new SmallTraining<float>(2, isCompiled: true));
        eager.Run(5);
        eager.Checkpoint.Save(path);
        compiled.Run(2);
        compiled.Checkpoint.Load(path);

        eager.Run(6);
        compiled.Run(6);

        Same(eager, compiled, folder);
    }

    [Fact]
    public void TheModelAlone_IsLoadedByItsPrefix()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var (training, other) = (new SmallTraining<float>(1, isCompiled: false), new SmallTraining<float>(2, isCompiled: false));
        training.Run(3);
        training.Checkpoint.Save(path);

        Assert.True(other.Model.Load(path, prefix: "model.").IsComplete);

        FileCases.Equal(training.Model.GetParameter("first.weight").Variable, other.Model.GetParameter("first.weight").Variable);
    }

    [Fact]
    public void Load_OfOtherNames_ListsThem_AndChangesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var random = new RandomStream(1);
        var first = new Linear<float>(2, 3, new RandomStream(1));
        new TrainingCheckpoint<float>().Add("model", first).Add("random", random).Add("progress", new TrainingProgress()).Save(path);
        random.NextUInt32();

        var second = new Linear<float>(3, 3, new RandomStream(1));
        var checkpoint = new TrainingCheckpoint<float>().Add("model", second).Add("dropout", random).Add("momentum", new State<float>(0, "m"));
        var exception = Assert.Throws<NameMismatchException>(() => checkpoint.Load(path));

        Assert.Equal(
            $"TrainingCheckpoint.Load: needs the names and shapes of the parts, got {path} with "
            + "missing momentum.m, dropout.seed, dropout.stream, dropout.position; "
            + "unexpected random.seed, random.stream, random.position, progress.epoch, progress.batch, progress.step; "
            + "misshapen model.weight [3, 2] for [3, 3].",
            exception.Message);
        Assert.Equal(1ul, random.Position);
    }

    [Fact]
    public void Load_OfAnotherSeed_Throws_AndChangesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        new TrainingCheckpoint<float>().Add("a", new RandomStream(1)).Add("b", new RandomStream(3, 4)).Add("c", new State<float>(5, "x")).Save(path);
        var (a, state) = (new RandomStream(1) { Position = 9 }, new State<float>(6, "x"));

        var exception = Assert.Throws<ArgumentException>(
            () => new TrainingCheckpoint<float>().Add("a", a).Add("b", new RandomStream(2)).Add("c", state).Load(path));

        Assert.Equal(
            "RandomStream: needs the state of a stream of seed 2 and stream 0, got one of seed 3 and stream 4. (Parameter 'state')", exception.Message);
        Assert.Equal(9ul, a.Position);
        Assert.Equal(6, state.Variable.Scalar);
    }

    [Fact]
    public void Load_OfATextThatIsNoNumber_Throws()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var checkpoint = new TrainingCheckpoint<float>().Add("progress", new TrainingProgress());
        checkpoint.Save(path);
        var tensors = Safetensors.Read<float>(path);
        tensors.Metadata["progress.epoch"] = "4000000000";
        Safetensors.Write(path, tensors);

        Assert.Equal(
            "TrainingCheckpoint.Load: needs the state of progress as it is saved, got TrainingProgress: needs a count of at most 2147483647, " +
            $"got 4000000000, in {path}.",
            Assert.Throws<FileFormatException>(() => checkpoint.Load(path)).Message);
    }

    [Fact]
    public void Load_OfAnotherElementType_OrOfAnythingElse_Throws()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var model = new Linear<float>(2, 3, new RandomStream(1));
        new TrainingCheckpoint<float>().Add("model", model).Save(path);
        Assert.Equal(
            $"TrainingCheckpoint.Load: needs a file with the elements Double, got \"Single\", in {path}.",
            Assert.Throws<FileFormatException>(() => new TrainingCheckpoint<double>().Load(path)).Message);

        model.Save(path);
        Assert.Equal(
            $"TrainingCheckpoint.Load: needs a file with the format AutoGrad training checkpoint 1, got \"none\", in {path}.",
            Assert.Throws<FileFormatException>(() => new TrainingCheckpoint<float>().Add("model", model).Load(path)).Message);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b.c")]
    public void Add_OfANameThatIsUsedOrHasADot_Throws(string name)
    {
        var checkpoint = new TrainingCheckpoint<float>().Add("a", new TrainingProgress());
        Assert.Equal(
            $"TrainingCheckpoint: needs a name without dots that no other part has, got {name}. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => checkpoint.Add(name, new TrainingProgress())).Message);
    }

    private static void GoesOn<T>(bool isCompiled, int interruptedAfter) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Steps = 20;
        using var folder = new TemporaryFolder();
        var path = folder.File("training.safetensors");
        var uninterrupted = new SmallTraining<T>(1, isCompiled);
        uninterrupted.Run(Steps);

        var before = new SmallTraining<T>(1, isCompiled);
        before.Run(interruptedAfter);
        before.Checkpoint.Save(path);
        var after = new SmallTraining<T>(2, isCompiled);
        after.Checkpoint.Load(path);
        after.Run(Steps - interruptedAfter);

        Assert.Equal(Steps, uninterrupted.Progress.Step);
        Same(uninterrupted, after, folder);
        Assert.NotEqual(File.ReadAllBytes(path), File.ReadAllBytes(folder.File("a")));
    }

    // Everything that a training remembers is in its file.
    private static void Same<T>(SmallTraining<T> a, SmallTraining<T> b, TemporaryFolder folder) where T : unmanaged, IFloatingPointIeee754<T>
    {
        a.Checkpoint.Save(folder.File("a"));
        b.Checkpoint.Save(folder.File("b"));
        Assert.Equal(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
    }
}
