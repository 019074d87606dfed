namespace AutoGrad.Tests.Files;

public class TrainingProgressTests
{
    [Fact]
    public void Batches_CountWithinTheirEpoch_AndInAll()
    {
        var progress = new TrainingProgress();
        progress.EndBatch();
        progress.EndBatch();
        progress.EndEpoch();
        progress.EndBatch();

        Assert.Equal((1, 1, 3L), (progress.Epoch, progress.Batch, progress.Step));
    }

    [Fact]
    public void ARestoredState_IsTheSavedOne_AndABadOneChangesNothing()
    {
        var progress = new TrainingProgress();
        progress.EndEpoch();
        progress.EndBatch();
        ICheckpointed other = new TrainingProgress();

        other.RestoreState(((ICheckpointed)progress).SaveState());

        Assert.Equal(((ICheckpointed)progress).SaveState(), other.SaveState());
        Assert.Throws<FormatException>(
            () => other.RestoreState(new Dictionary<string, string> { ["epoch"] = "5", ["batch"] = "-1", ["step"] = "1" }));
        Assert.Equal(((ICheckpointed)progress).SaveState(), other.SaveState());
    }
}
