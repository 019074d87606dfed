namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>A test that needs a browser on the machine, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = ChromiumProcess.Missing;
}
