namespace AutoGrad.Tests;

[Collection(nameof(AutoGradSettings))]
public class AutoGradSettingsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Threads_BelowOne_Throws(int threads)
    {
        var before = AutoGradSettings.Threads;
        Assert.Throws<ArgumentOutOfRangeException>(() => AutoGradSettings.Threads = threads);
        Assert.Equal(before, AutoGradSettings.Threads);
    }
}
