using System.Xml.Linq;

namespace AutoGrad.Notebook.Tests;

public sealed class PagePicturesTests
{
    [Fact]
    public void Show_PutsChartsSideBySide_AndSaysWhatTheyAre()
    {
        using var test = new TestPage();
        test.Page.Show(new Chart("One").Line([1, 2]), new Chart("Two < three").Line([1, 3]));
        Assert.Equal(["One", "Two < three"], test.All("figcaption").Select(caption => caption.Value));
        Assert.Equal("charts", (string?)test.Parts.Single().Attribute("class"));
        Assert.Equal("[chart] One: a line of 2 points; values from 1 to 2.\n[chart] Two < three: a line of 2 points; values from 1 to 3.\n\n", test.Plain);
    }

    [Fact]
    public void Frames_FollowEachOther_WithoutAScript()
    {
        using var test = new TestPage();
        test.Page.Frames([.. Enumerable.Range(1, 3).Select(i => new Chart($"Step {i}").Line([i, 2]))], seconds: 0.5);
        var moments = test.All("div").Where(div => (string?)div.Attribute("class") == "moment").Select(div => (string)div.Attribute("style")!).ToArray();
        Assert.Equal([
            "animation: frame-5 2.5s step-end -2.5s infinite",
            "animation: frame-5 2.5s step-end -2s infinite",
            "animation: last-5 2.5s step-end -1.5s infinite"], moments);
        Assert.Contains("@keyframes frame-5 { 0% { visibility: visible; } 20% { visibility: hidden; }", test.Page.ToString(), StringComparison.Ordinal);
        Assert.Contains("@keyframes last-5 { 0% { visibility: visible; } 60% { visibility: hidden; }", test.Page.ToString(), StringComparison.Ordinal);
        Assert.Equal("[3 frames] Step 1: a line of 2 points; values from 1 to 2.\n   ... up to Step 3: a line of 2 points; values from 2 to 3.\n\n", test.Plain);
    }

    [Fact]
    public void Images_AreOnePictureEach_WithTheirTexts()
    {
        using var test = new TestPage();
        test.Page.Images(Variable.Zeros<float>([3, 8, 8]), columns: 2, captions: ["a", "b", "c & d"], description: "Digits");
        Assert.Equal(["a", "b", "c & d"], test.All("img").Select(image => (string?)image.Attribute("alt")));
        Assert.Equal("grid-template-columns: repeat(2, minmax(0, 64px))", (string?)test.Parts.Single().Attribute("style"));
        test.Page.Images(Variable.Zeros<float>([2, 3, 4, 5]), description: "Pictures");
        Assert.Equal(["Pictures 1", "Pictures 2"], test.All("img").Skip(3).Select(image => (string?)image.Attribute("alt")));
        Assert.Equal("[3 images of 8 × 8] Digits\n\n[2 images of 4 × 5] Pictures\n\n", test.Plain);
    }

    [Fact]
    public void PictureFolder_GetsEachChart_AndOnlyWhereAsked()
    {
        using var test = new TestPage();
        var pictures = Path.Combine(test.Folder, "pictures");
        using (var page = new Page("Charts", Path.Combine(test.Folder, "course.html"), new StringWriter()) { PictureFolder = pictures })
        {
            page.Show(new Chart("The loss, by step").Line([1, 2]), new Chart("Other").Line([1, 3]));
            page.Frames([new Chart("Other").Line([1, 4]), new Chart("λ").Line([1, 5])]);
        }
        Assert.Equal(["course-other-2.svg", "course-other.svg", "course-the-loss-by-step.svg", "course-λ.svg"],
            Directory.GetFiles(pictures).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("Other: a line of 2 points; values from 1 to 4.", (string?)XElement.Load(Path.Combine(pictures, "course-other-2.svg")).Attribute("aria-label"));
        test.Page.Show(new Chart("The loss, by step").Line([1, 2]));
        test.Page.Save();
        Assert.Empty(Directory.GetFiles(test.Folder, "*.svg"));
    }

    public static TheoryData<Action<Page>, string> Errors() => new()
    {
        { page => page.Frames([new Chart("One")]), "Page.Frames: needs 2 to 60 charts, got 1. (Parameter 'charts')" },
        { page => page.Frames([new Chart("One"), new Chart("Two")], 0.1), "Page.Frames: needs finite seconds of at least 0.2, got 0.1. (Parameter 'seconds')" },
        { page => page.Images(Variable.Zeros<float>([3, 8])), "Page.Images: needs images [n, height, width], [n, 1, height, width] or [n, 3, height, width] that are not empty, got [3, 8]. (Parameter 'images')" },
        { page => page.Images(Variable.Zeros<float>([3, 8, 8]), 0), "Page.Images: needs at least one column, got 0. (Parameter 'columns')" },
        { page => page.Images(Variable.Zeros<float>([3, 8, 8]), captions: ["a"]), "Page.Images: needs a caption for each of 3 images, got 1. (Parameter 'captions')" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void BadInput_IsNamed(Action<Page> action, string message)
    {
        using var test = new TestPage();
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(() => action(test.Page)).Message);
    }
}
