namespace AutoGrad;

/// <summary>
/// What training makes small: functions of a model's output and of what it should have been, that give a scalar. Each is composed from
/// operations of <see cref="Op"/>; <c>using static AutoGrad.Loss</c> allows <c>CrossEntropy(model.Forward(x), y)</c>.
/// </summary>
public static partial class Loss;
