using System.Numerics;

namespace AutoGrad;

/// <summary>The names of states that belong to parameters.</summary>
internal static class StateNames
{
    /// <summary><c>what.parameter</c>, with the number of the parameter behind where several have one name.</summary>
    public static string PerParameter<T>(string what, IReadOnlyList<Parameter<T>> parameters, int position) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var name = parameters[position].Name;
        return parameters.Count(other => other.Name == name) > 1 ? $"{what}.{name}#{position}" : $"{what}.{name}";
    }
}
