using System.Text;
using AutoGrad.Files;

namespace AutoGrad.Tests.Files;

public class Crc32Tests
{
    // The check value of the catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC.
    [Fact]
    public void Append_OfTheCheckString_GivesTheCheckValue() => Assert.Equal(0xCBF43926, Crc32.Append(0, Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Append_InParts_GivesTheChecksumOfTheWhole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * i))];
        for (var first = 0; first <= bytes.Length; first++)
            Assert.Equal(Crc32.Append(0, bytes), Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, first)), bytes.AsSpan(first)));
    }
}
