namespace AutoGrad.Graphs.Printing;

/// <summary>
/// A class that the text of a program holds as the arguments of its one public constructor, each of which has a property of the same name.
/// </summary>
internal interface IWrittenByParts;
