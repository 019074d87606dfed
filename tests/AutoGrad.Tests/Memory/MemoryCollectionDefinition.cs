namespace AutoGrad.Tests.Memory;

/// <summary>Tests that measure the memory of the whole process run apart from all others.</summary>
[CollectionDefinition(nameof(MemoryCollectionDefinition), DisableParallelization = true)]
public class MemoryCollectionDefinition;
