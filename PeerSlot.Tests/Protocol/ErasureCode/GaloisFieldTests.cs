using PeerSlot.Protocol.ErasureCode;
using Xunit;

namespace PeerSlot.Tests.Protocol.ErasureCode;

public sealed class GaloisFieldTests
{
    [Fact]
    public void Every_product_is_that_of_the_reference()
    {
        for (var a = 0; a < 256; a++)
        {
            for (var b = 0; b < 256; b++)
                Assert.Equal(ReferenceCode.Multiply((byte)a, (byte)b), GaloisField.Multiply((byte)a, (byte)b));
        }
    }

    /// <summary>FIPS 197 section 4.2: {57} times {83} is {c1}.</summary>
    [Fact]
    public void The_product_that_the_standard_shows_is_that() => Assert.Equal(0xC1, GaloisField.Multiply(0x57, 0x83));

    [Fact]
    public void A_number_times_its_inverse_is_one()
    {
        for (var a = 1; a < 256; a++)
            Assert.Equal(1, GaloisField.Multiply((byte)a, GaloisField.Inverse((byte)a)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(26)]
    [InlineData(127)]
    public void The_closed_inverse_of_a_part_of_the_matrix_is_that_of_elimination(int size)
    {
        var random = new Random(size);
        var rows = Enumerable.Range(0, CauchyCode.MaximumRepair).OrderBy(_ => random.Next()).Take(size).ToArray();
        var columns = Enumerable.Range(0, CauchyCode.MaximumSource).OrderBy(_ => random.Next()).Take(size).ToArray();
        var part = new byte[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                part[i, j] = CauchyMatrix.Element(rows[i], columns[j]);
        }

        var inverse = new byte[size * size];
        CauchyMatrix.Invert(rows, columns, inverse);
        Assert.Equal(ReferenceCode.Invert(part).Cast<byte>(), inverse);
    }
}
