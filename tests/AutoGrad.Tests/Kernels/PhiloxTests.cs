using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels;

public sealed class PhiloxTests
{
    // The rows "philox4x32 10" of tests/kat_vectors in Random123: zeros, ones, and the digits of pi.
    [Theory]
    [InlineData(0x0000000000000000UL, 0x0000000000000000UL, 0x0000000000000000UL, 0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U)]
    [InlineData(0xffffffffffffffffUL, 0xffffffffffffffffUL, 0xffffffffffffffffUL, 0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU)]
    [InlineData(0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U)]
    public void Block_GivesPublishedWords(
        ulong counterLow, ulong counterHigh, ulong key, uint word0, uint word1, uint word2, uint word3)
    {
        var words = new uint[4];

        Philox.Block(key, counterLow, counterHigh, words);

        Assert.Equal([word0, word1, word2, word3], words);
    }

    [Fact]
    public void Fill_FromAnyPosition_GivesThatPartOfTheStream()
    {
        var whole = new uint[64];
        Philox.Fill(seed: 5, stream: 9, position: 0, whole);

        for (int start = 0; start < 12; start++)
        {
            for (int length = 0; length < 20; length++)
            {
                var part = new uint[length];
                Philox.Fill(seed: 5, stream: 9, (ulong)start, part);
                Assert.Equal(whole[start..(start + length)], part);
            }
        }
    }

    [Fact]
    public void Fill_CountsBlocksInTheLowerHalfOfTheCounter()
    {
        var words = new uint[4];
        var block = new uint[4];

        Philox.Fill(seed: 3, stream: 8, position: 4 * 0x1_0000_0001UL, words);
        Philox.Block(key: 3, counterLow: 0x1_0000_0001UL, counterHigh: 8, block);

        Assert.Equal(block, words);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0x9E3779B97F4A7C15, 0x0123456789ABCDEF, 0xFFFFFFFD)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, 0x3FFFFFFFFFFFFFC0)]
    public void Fill_InVectors_GivesTheWordsOfEachBlock(ulong seed, ulong stream, ulong firstBlock)
    {
        const int blocks = 43;
        var words = new uint[4 * blocks];
        Philox.Fill(seed, stream, 4 * firstBlock, words);

        var expected = new uint[4 * blocks];
        for (int i = 0; i < blocks; i++)
            Philox.Block(seed, firstBlock + (ulong)i, stream, expected.AsSpan(4 * i));
        Assert.Equal(expected, words);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(32)]
    public void Fill_PastTheLastWord_StartsAgain(int wordsToTheEnd)
    {
        var words = new uint[80];
        Philox.Fill(seed: 5, stream: 9, position: 0 - (ulong)wordsToTheEnd, words);

        var start = new uint[words.Length - wordsToTheEnd];
        Philox.Fill(seed: 5, stream: 9, position: 0, start);
        Assert.Equal(start, words[wordsToTheEnd..]);
    }
}
