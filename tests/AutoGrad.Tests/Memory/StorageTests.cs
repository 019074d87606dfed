using AutoGrad.Memory;

namespace AutoGrad.Tests.Memory;

public class StorageTests
{
    private readonly object _owner = new();

    [Fact]
    public void Release_ByTheOwner_GivesTheArrayBackOnce()
    {
        var storage = Storage<double>.Rent(10, _owner);
        storage.Release(new());
        Assert.NotNull(storage.Array);
        storage.Release(_owner);
        Assert.Null(storage.Array);
        storage.Release(_owner);
        var (a, b) = (BufferPool<double>.Rent(10), BufferPool<double>.Rent(10));
        Assert.NotSame(a, b);
    }

    [Fact]
    public void Escape_EndsAllOwnership()
    {
        var storage = Storage<double>.Rent(10, _owner);
        storage.Escape();
        storage.Release(_owner);
        storage.Retire(_owner);
        Assert.NotNull(storage.Array);
    }

    [Fact]
    public void PassTo_MovesTheOwnership()
    {
        var next = new object();
        var storage = Storage<double>.Rent(10, _owner);
        storage.PassTo(next);
        storage.Release(_owner);
        Assert.NotNull(storage.Array);
        storage.Release(next);
        Assert.Null(storage.Array);
    }

    [Fact]
    public void Retire_WaitsForTheLastHold()
    {
        var storage = Storage<double>.Rent(10, _owner);
        storage.Hold();
        storage.Hold();
        storage.Retire(_owner);
        Assert.NotNull(storage.Array);
        storage.Unhold();
        Assert.NotNull(storage.Array);
        storage.Unhold();
        Assert.Null(storage.Array);
    }

    [Fact]
    public void Unhold_OfWhatIsNotRetired_KeepsTheArray()
    {
        var storage = Storage<double>.Rent(10, _owner);
        storage.Hold();
        storage.Unhold();
        Assert.NotNull(storage.Array);
        storage.Retire(_owner);
        Assert.Null(storage.Array);
    }

    [Fact]
    public void Escape_OfARetiredStorage_KeepsTheArrayFromThePool()
    {
        var storage = Storage<double>.Rent(10, _owner);
        storage.Hold();
        storage.Retire(_owner);
        storage.Escape();
        storage.Unhold();
        Assert.NotNull(storage.Array);
    }

    [Fact]
    public void Allocate_HasNoOwner()
    {
        var storage = Storage<double>.Allocate(10);
        Assert.Null(storage.Owner);
        Assert.Equal(10, storage.Array!.Length);
    }
}
