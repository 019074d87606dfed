namespace AutoGrad.Data.Tests;

public sealed class CsvTests
{
    [Fact]
    public void ReadClasses_NamesColumnsAndClasses()
    {
        using var file = new CsvFile("""
            width, kind,"height, in m",note
            1.5,pear,-2e3,x
            .25, apple ,7,"y ""z"" w"

            3,pear,0,
            """);

        var dataset = Csv.ReadClasses<double>(file.Path, "kind", new() { Ignored = ["note"] });

        Assert.Equal(["width", "height, in m"], dataset.FeatureNames);
        Assert.Equal(["apple", "pear"], dataset.ClassNames);
        Assert.Equal([3, 2], dataset.Features.Lengths.ToArray());
        Assert.Equal([1.5, -2000, 0.25, 7, 3, 0], Elements.Of(dataset.Features));
        Assert.Equal([1, 0, 1], Elements.Of(dataset.Targets));
    }

    [Fact]
    public void ReadClasses_OfWholeNumbers_OrdersThemBySize()
    {
        using var file = new CsvFile("10;0.5\n-1;1\n2;1.5\n10;2\n");

        var dataset = Csv.ReadClasses<float>(file.Path, "0", new() { HasHeader = false, Delimiter = ";" });

        Assert.Equal(["-1", "2", "10"], dataset.ClassNames);
        Assert.Equal([2, 0, 1, 2], Elements.Of(dataset.Targets));
        Assert.Equal(["1"], dataset.FeatureNames);
    }

    [Fact]
    public void ReadNumbers_TakesTargetsInTheirOrder()
    {
        using var file = new CsvFile("a,b,c\r\n1,2,3\r\n4,5,6\r\n");

        var dataset = Csv.ReadNumbers<float>(file.Path, ["c", "a"]);

        Assert.Equal([2, 2], dataset.Targets.Lengths.ToArray());
        Assert.Equal([3, 1, 6, 4], Elements.Of(dataset.Targets));
        Assert.Equal([2, 5], Elements.Of(dataset.Features));
        Assert.Empty(dataset.ClassNames);
    }

    [Fact]
    public void ReadNumbers_RoundsOnce()
    {
        using var file = new CsvFile("x,y\n0.1,1.0000000596046449\n");

        Assert.Equal([0.1f], Elements.Of(Csv.ReadNumbers<float>(file.Path, ["y"]).Features));
        Assert.Equal([1.0000001f], Elements.Of(Csv.ReadNumbers<float>(file.Path, ["y"]).Targets));
        Assert.Equal([1.0000000596046449], Elements.Of(Csv.ReadNumbers<double>(file.Path, ["y"]).Targets));
    }

    [Theory]
    [InlineData("", "needs a file with at least one line, got none")]
    [InlineData("x,y\n", "needs at least one row, got none")]
    [InlineData("y\n1\n", "needs a column of features beside the targets, got none of \"y\"")]
    [InlineData("x,y,x\n1,2,3\n", "needs columns with distinct names, got \"x\" 2 times")]
    [InlineData("x,y\n1,2\n\n3,4,5\n", "needs 2 fields in each line, got 3 in line 4")]
    [InlineData("x,y\n1,2\none,4\n", "needs numbers in column \"x\", got \"one\" in line 3")]
    [InlineData("x,y\n1,2\n,4\n", "needs numbers in column \"x\", got \"\" in line 3")]
    [InlineData("x,y\n1,2\n3\"4,4\n", "needs quotes around whole fields alone, got others in line 3")]
    public void AFileThatIsNotOne_Throws(string text, string message)
    {
        using var file = new CsvFile(text);
        Assert.Equal(
            $"Csv.ReadNumbers: {message}, in {file.Path}.",
            Assert.Throws<FileFormatException>(() => Csv.ReadNumbers<float>(file.Path, ["y"])).Message);
    }

    [Fact]
    public void AColumnThatIsNotThere_Throws()
    {
        using var file = new CsvFile("x,y\n1,2\n");
        Assert.Equal(
            $"Csv.ReadClasses: needs the name of a column, one of \"x\", \"y\", got z, in {file.Path}.",
            Assert.Throws<UnknownNameException>(() => Csv.ReadClasses<float>(file.Path, "z")).Message);
        Assert.Equal(
            $"Csv.ReadNumbers: needs the name of a column, one of \"x\", \"y\", got w, in {file.Path}.",
            Assert.Throws<UnknownNameException>(() => Csv.ReadNumbers<float>(file.Path, ["x"], new() { Ignored = ["w"] })).Message);
        Assert.Equal(
            "Csv.ReadNumbers: needs at least one name of a target, got none. (Parameter 'targets')",
            Assert.Throws<ArgumentException>(() => Csv.ReadNumbers<float>(file.Path, [])).Message);
    }

    private sealed class CsvFile : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public CsvFile(string text) => File.WriteAllText(Path, text);

        public string Path => _folder.File("x.csv");

        public void Dispose() => _folder.Dispose();
    }
}
