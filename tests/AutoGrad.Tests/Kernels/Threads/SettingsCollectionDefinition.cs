namespace AutoGrad.Tests.Kernels;

/// <summary>Tests that set <see cref="AutoGradSettings"/> run apart from all others.</summary>
[CollectionDefinition(nameof(AutoGradSettings), DisableParallelization = true)]
public class SettingsCollectionDefinition;
