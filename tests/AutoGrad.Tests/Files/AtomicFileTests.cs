namespace AutoGrad.Tests.Files;

public class AtomicFileTests
{
    [Fact]
    public void Write_PutsTheNewFileInThePlaceOfTheOld()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        File.WriteAllText(path, "a longer old content");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_ThatFails_LeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("part"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WhileItWrites_TheOldFileIsWhole()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        File.WriteAllText(path, "old");

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
    }

    [Fact]
    public void Write_ThroughALink_ReplacesWhatItLeadsTo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("target"), "old");
        File.CreateSymbolicLink(folder.File("link"), folder.File("target"));

        AtomicFile.Write(folder.File("link"), stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(folder.File("target")));
        Assert.NotNull(new FileInfo(folder.File("link")).LinkTarget);
    }

    [Fact]
    public void Write_RemovesWhatAKilledProcessLeftLongAgo()
    {
        using var folder = new TemporaryFolder();
        var (old, recent, other) = (folder.File(".x.abc.tmp"), folder.File(".x.def.tmp"), folder.File(".xy.abc.tmp"));
        foreach (var part in new[] { old, recent, other })
            File.WriteAllText(part, "part");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-2));

        AtomicFile.Write(folder.File("x"), stream => stream.Write("new"u8));

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(recent));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public void Write_IntoNoFolder_Throws() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write("/there/is/no/such/folder/x", _ => { }));
}
