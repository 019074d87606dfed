using System.Globalization;

namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>The page as a browser shows it.</summary>
public sealed class BrowserTests
{
    private const string OverflowingTexts =
        "[...document.querySelectorAll('.chart svg text')].filter(text => { const t = text.getBoundingClientRect(), s = text.closest('[role=img]').getBoundingClientRect(); " +
        "return t.width > 0 && (t.left < s.left - 1 || t.right > s.right + 1 || t.top < s.top - 1 || t.bottom > s.bottom + 1); }).map(text => text.textContent).join('|')";

    private const string SmallestText =
        "Math.min(...[...document.querySelectorAll('.chart svg text')].map(text => parseFloat(getComputedStyle(text).fontSize) * text.closest('[role=img]').getBoundingClientRect().width / 480))";

    [BrowserFact]
    public void Page_FitsAPhoneAndADesk_AndTheBrowserHasNoComplaint()
    {
        using var test = new TestPage();
        FullPage.Fill(test.Page);
        test.Page.Save();
        using var browser = new Chromium();
        foreach (var width in new[] { 360, 768, 1200 })
        {
            browser.Open(test.File, width);
            Assert.Equal($"{width}", browser.Evaluate("Math.max(document.documentElement.scrollWidth, innerWidth)"));
            Assert.Equal("", browser.Evaluate(OverflowingTexts));
            Assert.InRange(double.Parse(browser.Evaluate(SmallestText), CultureInfo.InvariantCulture), 9.5, 20);
        }
        Assert.Equal("0", browser.Evaluate("[...document.images].filter(image => image.naturalWidth === 0).length"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public void Page_FollowsTheReadersTheme()
    {
        using var test = new TestPage();
        FullPage.Fill(test.Page);
        test.Page.Save();
        using var browser = new Chromium();
        browser.Open(test.File, 1200, ("prefers-color-scheme", "light"));
        Assert.Equal("rgb(255, 255, 255)", browser.Evaluate("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 114, 178)", browser.Evaluate("getComputedStyle(document.querySelector('.line.s0')).stroke"));
        browser.Open(test.File, 1200, ("prefers-color-scheme", "dark"));
        Assert.Equal("rgb(21, 24, 28)", browser.Evaluate("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(61, 155, 220)", browser.Evaluate("getComputedStyle(document.querySelector('.line.s0')).stroke"));
    }

    [BrowserFact]
    public void Frames_TakeTurns_StopWhenAsked_AndStandSideBySideForLessMotion()
    {
        const string Visible = "[...document.querySelectorAll('.moment')].filter(moment => getComputedStyle(moment).visibility === 'visible').length";
        using var test = new TestPage();
        FullPage.Fill(test.Page);
        test.Page.Save();
        using var browser = new Chromium();
        browser.Open(test.File, 1200);
        Assert.Equal("1", browser.Evaluate(Visible));
        Assert.Equal("running", browser.Evaluate("getComputedStyle(document.querySelector('.moment')).animationPlayState"));
        browser.Evaluate("document.querySelector('.pause input').click()");
        Assert.Equal("paused", browser.Evaluate("getComputedStyle(document.querySelector('.moment')).animationPlayState"));
        browser.Open(test.File, 1200, ("prefers-reduced-motion", "reduce"));
        Assert.Equal("4", browser.Evaluate(Visible));
        Assert.Equal("none", browser.Evaluate("getComputedStyle(document.querySelector('.moment')).animationName"));
    }

    [BrowserFact]
    public void Scripts_ThatGotIntoAPage_DoNotRun()
    {
        using var test = new TestPage();
        test.Page.Text("Text.");
        var html = test.Page.ToString().Replace("</main>", "<script>document.title = 'ran'</script></main>", StringComparison.Ordinal);
        File.WriteAllText(test.File, html);
        using var browser = new Chromium();
        browser.Open(test.File, 1200);
        Assert.Equal("A page", browser.Evaluate("document.title"));
        Assert.Contains("Content Security Policy", Assert.Single(browser.Complaints), StringComparison.Ordinal);
    }
}
