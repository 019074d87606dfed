using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace AutoGrad.Graphs;

/// <summary>Finds the line outside this library that is being executed.</summary>
internal static class CallSite
{
    private static readonly ConcurrentDictionary<(MethodBase Method, int Offset), SourceLine> Known = [];

    /// <summary>The innermost line of the calling thread that is not of this library, or null.</summary>
    public static SourceLine? Find()
    {
        var frames = new StackTrace(1, fNeedFileInfo: false).GetFrames();
        for (var i = 0; i < frames.Length; i++)
        {
            if (frames[i].GetMethod() is not { } method || method.Module.Assembly == typeof(CallSite).Assembly || method.Module.Assembly == typeof(object).Assembly)
                continue;
            var key = (method, frames[i].GetILOffset());
            return Known.TryGetValue(key, out var line) ? line : Known.GetOrAdd(key, Resolve(method, new StackFrame(i + 1, needFileInfo: true)));
        }
        return null;
    }

    // The compiler puts the name of the method that a lambda stands in between < and >.
    private static SourceLine Resolve(MethodBase method, StackFrame frame)
    {
        var end = method.Name.IndexOf('>', StringComparison.Ordinal);
        var name = end > 1 ? method.Name[(method.Name.LastIndexOf('<', end) + 1)..end] : method.Name;
        return new(frame.GetFileName() ?? "", frame.GetFileLineNumber(), name);
    }
}
