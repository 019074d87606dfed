namespace AutoGrad.Notebook.Writing;

/// <summary>What stands around the content of a page: the head with the style, and a policy that forbids scripts and the network.</summary>
internal static class Skeleton
{
    public static string Write(string title, string language, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="{Html.Escape(language)}" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
        <title>{Html.Escape(title)}</title>
        <style>
        {Style.OfCharts}{Style.OfPages}</style>
        </head>
        <body>
        <main>
        <h1>{Html.Escape(title)}</h1>
        {body}</main>
        </body>
        </html>

        """;
}
