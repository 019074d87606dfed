namespace AutoGrad.Graphs.Code;

/// <summary>A method, or another member, that is written below a program where it needs it.</summary>
/// <param name="name">Its name.</param>
/// <param name="text">Its C#, where T is the element type.</param>
/// <param name="needs">What it calls itself.</param>
internal sealed class CodeHelper(string name, string text, params CodeHelper[] needs)
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    public CodeHelper[] Needs { get; } = needs;
}
