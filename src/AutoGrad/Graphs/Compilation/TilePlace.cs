namespace AutoGrad.Graphs.Compilation;

/// <summary>Where an operand or a result of a tile operation lies.</summary>
internal enum PlaceKind
{
    /// <summary>In the scratch of the tile.</summary>
    Slot,

    /// <summary>In a whole value, at the place of the tile.</summary>
    Value,

    /// <summary>In a value of one element.</summary>
    Element,

    /// <summary>In a smaller value that broadcasts, written out to scratch.</summary>
    Stretched,

    /// <summary>In the part that somebody has asked for, at the place of the tile.</summary>
    Part,
}

/// <summary>Where an operand or a result of a tile operation lies, and the number of its slot, value or stretch.</summary>
internal readonly record struct TilePlace(PlaceKind Kind, int Index);
