using System.Numerics;

namespace AutoGrad;

/// <summary>Who is told when a module is applied, by the path of the module.</summary>
internal abstract class ModuleObserver<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public virtual void Enter(string path)
    {
    }

    public abstract void Leave(string path, Variable<T> output);
}
