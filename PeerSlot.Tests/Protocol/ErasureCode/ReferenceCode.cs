namespace PeerSlot.Tests.Protocol.ErasureCode;

/// <summary>The code as a textbook has it: a bit at a time, no tables, and an inverse by elimination.</summary>
internal static class ReferenceCode
{
    public static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product <<= 1;
            if (product > 0xFF)
                product ^= 0x11B;
            if ((b >> bit & 1) != 0)
                product ^= a;
        }

        return (byte)product;
    }

    public static byte Inverse(byte a) => (byte)Enumerable.Range(1, 255).First(b => Multiply(a, (byte)b) == 1);

    public static byte[] Encode(byte[] source, int symbolSize, int k, int repairIndex)
    {
        var repair = new byte[symbolSize];
        for (var i = 0; i < k; i++)
        {
            var coefficient = Inverse((byte)(128 + repairIndex ^ i));
            for (var n = 0; n < symbolSize; n++)
                repair[n] ^= Multiply(coefficient, source[i * symbolSize + n]);
        }

        return repair;
    }

    /// <summary>Gauss and Jordan, on one matrix beside the identity.</summary>
    public static byte[,] Invert(byte[,] matrix)
    {
        var size = matrix.GetLength(0);
        var left = (byte[,])matrix.Clone();
        var right = new byte[size, size];
        for (var i = 0; i < size; i++)
            right[i, i] = 1;
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).First(row => left[row, column] != 0);
            Swap(left, pivot, column);
            Swap(right, pivot, column);
            var scale = Inverse(left[column, column]);
            AddRow(left, column, column, (byte)(scale ^ 1));
            AddRow(right, column, column, (byte)(scale ^ 1));
            for (var row = 0; row < size; row++)
            {
                if (row == column)
                    continue;
                var factor = left[row, column];
                AddRow(left, row, column, factor);
                AddRow(right, row, column, factor);
            }
        }

        return right;
    }

    private static void AddRow(byte[,] matrix, int to, int from, byte factor)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
            matrix[to, column] ^= Multiply(factor, matrix[from, column]);
    }

    private static void Swap(byte[,] matrix, int a, int b)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
            (matrix[a, column], matrix[b, column]) = (matrix[b, column], matrix[a, column]);
    }
}
