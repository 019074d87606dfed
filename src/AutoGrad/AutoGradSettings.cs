namespace AutoGrad;

/// <summary>Settings of the whole process. None of them changes a result.</summary>
public static class AutoGradSettings
{
    /// <summary>
    /// Whether an operation that makes NaN or an infinity of finite operands throws a <see cref="NonFiniteValueException"/>, which tells the
    /// operation, its operands and the source line. Off at first, and then without any cost; on, each result is looked through, and compiled
    /// functions run operation by operation.
    /// </summary>
    public static bool ThrowOnNonFinite { get; set; }

    private static int _threads = Environment.ProcessorCount;

    /// <summary>The largest number of threads that one operation uses; at first, the number of processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    /// <remarks>
    /// The number of threads changes the time that an operation takes, never a bit of its result. Those beside the caller's are of the runtime's pool,
    /// which look for more work for some tenths of a millisecond before they sleep: the next operation then finds them awake. Where that time
    /// of a processor matters more, as on a battery, the runtime's setting System.Threading.ThreadPool.UnfairSemaphoreSpinLimit shortens it, for the
    /// whole process: 5 makes it about a quarter.
    /// </remarks>
    public static int Threads
    {
        get => Volatile.Read(ref _threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref _threads, value);
        }
    }
}
