namespace AutoGrad.Tests;

/// <summary>Tests that measure or change what the whole process shares, such as its memory, run apart from all others.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public class WholeProcess;
