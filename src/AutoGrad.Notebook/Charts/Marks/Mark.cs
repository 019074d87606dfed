namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>Something that a chart shows: a line, points, bars, a field of colours.</summary>
/// <param name="name">What the legend calls it; null for nothing.</param>
/// <param name="color">The number of its colour.</param>
internal abstract class Mark(string? name, int color)
{
    public string? Name => name;

    /// <summary>The classes of the style: the colour, and what goes with it for readers who see none.</summary>
    protected string Style => $"s{color % Colors.Count}";

    protected int Color => color;

    /// <summary>The numbers that it puts on the axes.</summary>
    public abstract IEnumerable<double> Xs { get; }

    /// <inheritdoc cref="Xs"/>
    public abstract IEnumerable<double> Ys { get; }

    /// <summary>Whether it covers the whole picture, to the edges.</summary>
    public virtual bool FillsPlane => false;

    /// <summary>Whether it stands on the line of zero.</summary>
    public virtual bool StandsOnZero => false;

    /// <summary>What it is and how much, as in <c>a line of 200 points</c>.</summary>
    public abstract string Describe();

    public abstract void Draw(SvgText svg, Scale x, Scale y);

    /// <summary>Draws the key of the legend around a place, 18 wide.</summary>
    public abstract void DrawKey(SvgText svg, double x, double y);
}
