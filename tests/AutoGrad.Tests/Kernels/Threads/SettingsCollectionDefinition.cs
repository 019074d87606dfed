namespace AutoGrad.Tests.Kernels;

/// <summary>
/// Tests that set <see cref="AutoGradSettings"/> run one after the other, so that each computes on the number of threads that it says; what others
/// compute meanwhile does not depend on it.
/// </summary>
[CollectionDefinition(nameof(AutoGradSettings))]
public class SettingsCollectionDefinition;
