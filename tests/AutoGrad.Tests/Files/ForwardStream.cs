namespace AutoGrad.Tests.Files;

/// <summary>Gives bytes one by one and cannot seek, as a slow network does.</summary>
internal sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));

    public override void CopyTo(Stream destination, int bufferSize)
    {
        for (var value = ReadByte(); value >= 0; value = ReadByte())
            destination.WriteByte((byte)value);
    }
}
