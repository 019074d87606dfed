namespace AutoGrad.Notebook.Charts;

/// <summary>
/// Colours that the colour-blind tell apart. Those of series are Okabe and Ito's (2008); on the page the style darkens or lightens them until they
/// stand out from the paper. Those of amounts follow viridis (Smith and van der Walt, 2015), or run from blue to vermilion through white.
/// </summary>
internal static class Colors
{
    private static readonly (byte R, byte G, byte B)[] Series =
        [(0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233), (240, 228, 66), (128, 128, 128)];

    private static readonly (byte R, byte G, byte B)[] Viridis =
        [(68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121), (110, 206, 88), (181, 222, 43), (253, 231, 37)];

    private static readonly (byte R, byte G, byte B)[] BlueToVermilion = [(0, 74, 130), (60, 140, 195), (247, 247, 247), (230, 130, 60), (165, 60, 0)];

    public static int Count => Series.Length;

    public static (byte R, byte G, byte B) OfSeries(int series) => Series[series % Series.Length];

    /// <summary>The colour of a part from 0 to 1 of the way along a map.</summary>
    public static (byte R, byte G, byte B) OfAmount(double part, bool diverging)
    {
        var map = diverging ? BlueToVermilion : Viridis;
        var place = Math.Clamp(part, 0, 1) * (map.Length - 1);
        var index = Math.Min((int)place, map.Length - 2);
        var ((r0, g0, b0), (r1, g1, b1)) = (map[index], map[index + 1]);
        byte Mix(byte from, byte to) => (byte)Math.Round(from + ((place - index) * (to - from)));
        return (Mix(r0, r1), Mix(g0, g1), Mix(b0, b1));
    }

    /// <summary>Whether black reads better on a colour than white does (WCAG 2.2: the relative luminance is above 0.179).</summary>
    public static bool IsLight((byte R, byte G, byte B) color)
    {
        static double Linear(byte value) => value <= 10 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B)) > 0.179;
    }
}
