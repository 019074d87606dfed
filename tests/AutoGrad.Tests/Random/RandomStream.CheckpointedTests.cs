namespace AutoGrad.Tests;

public sealed class RandomStreamCheckpointedTests
{
    [Fact]
    public void ARestoredStream_GoesOnWithTheSameWords()
    {
        var saved = new RandomStream(ulong.MaxValue, 2);
        saved.NextUniform<float>();
        saved.NextUInt32();
        var restored = new RandomStream(ulong.MaxValue, 2);

        ((ICheckpointed)restored).RestoreState(((ICheckpointed)saved).SaveState());

        Assert.Equal(3ul, restored.Position);
        Assert.Equal(saved.NextUInt32(), restored.NextUInt32());
    }
}
