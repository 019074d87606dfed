namespace AutoGrad.Notebook.Tests;

public sealed class PageTablesTests
{
    [Fact]
    public void Table_OfTuples_AlignsNumbersToTheRight()
    {
        using var test = new TestPage();
        test.Page.Table(["layer", "count", "share"], [("first", 12_345, 0.5), ("a < b", 7, 1.0 / 3)]);
        Assert.Equal("layer  count     share\n-----  -----  --------\nfirst  12345       0.5\na < b      7  0.333333\n\n", test.Plain);
        Assert.Equal(["layer", "count", "share"], test.All("th").Select(cell => cell.Value));
        Assert.Equal(["first", "12345", "0.5", "a < b", "7", "0.333333"], test.All("td").Select(cell => cell.Value));
        Assert.Equal([null, "number", "number", null, "number", "number"], test.All("td").Select(cell => (string?)cell.Attribute("class")));
    }

    [Fact]
    public void Table_OfText_CountsPercentagesAndDashesAsNumbers()
    {
        using var test = new TestPage();
        test.Page.Table(["a", "b"], [["97.5 %", null], ["-", "1,797"]]);
        Assert.All(test.All("td"), cell => Assert.Equal("number", (string?)cell.Attribute("class")));
    }

    [Fact]
    public void Table_WithARowOfAnotherLength_Throws()
    {
        using var test = new TestPage();
        var error = Assert.Throws<ArgumentException>(() => test.Page.Table(["a", "b"], [(1, 2, 3)]));
        Assert.Equal("Page.Table: needs 2 values in each row, one for each header, got 3 in row 0. (Parameter 'rows')", error.Message);
        error = Assert.Throws<ArgumentException>(() => test.Page.Table([], []));
        Assert.Equal("Page.Table: needs at least one column, got none. (Parameter 'headers')", error.Message);
    }

    [Fact]
    public void Summary_ListsTheParameters_AndTheTotal()
    {
        using var test = new TestPage();
        test.Page.Summary(new Linear<float>(64, 32, new RandomStream(1)));
        Assert.Equal("parameter  shape     count\n---------  --------  -----\nweight     [32, 64]  2,048\nbias       [32]         32\ntotal                2,080\n\n", test.Plain);
    }
}
