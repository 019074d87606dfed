namespace AutoGrad;

public abstract partial class Module<T>
{
    /// <summary>
    /// Whether the module is being trained, as at first. Dropout and normalisation over a batch do something else when it is not. A program
    /// that was traced or compiled keeps the mode in which it was.
    /// </summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>Sets this module and all modules in it to training.</summary>
    public void Train() => SetMode(isTraining: true);

    /// <summary>Sets this module and all modules in it to evaluation: the same input gives the same output, and no state changes.</summary>
    public void Evaluate() => SetMode(isTraining: false);

    /// <summary>Has optimizers leave all parameters as they are.</summary>
    public void Freeze() => SetFrozen(isFrozen: true);

    /// <summary>Has optimizers change all parameters again.</summary>
    public void Unfreeze() => SetFrozen(isFrozen: false);

    private void SetMode(bool isTraining)
    {
        foreach (var (_, module) in NamedModules)
            module.IsTraining = isTraining;
    }

    private void SetFrozen(bool isFrozen)
    {
        foreach (var parameter in Parameters)
            parameter.IsFrozen = isFrozen;
    }
}
