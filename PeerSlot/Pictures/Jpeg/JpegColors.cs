using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>What the components of a frame mean.</summary>
internal enum JpegColorSpace
{
    Grey,
    YCbCr,
    Rgb,

    /// <summary>Paper: 0 is full ink. Adobe stores it so, and decoders take every file of four components for Adobe's.</summary>
    Cmyk,
    Ycck,
}

/// <summary>Rows of components to rows of pixels.</summary>
internal static class JpegColors
{
    /// <param name="adobeTransform">The transform byte of an Adobe APP14 segment; null without one.</param>
    /// <param name="hasJfif">A JFIF segment makes three components YCbCr whatever their names.</param>
    public static JpegColorSpace SpaceOf(JpegFrame frame, int? adobeTransform, bool hasJfif)
    {
        var components = frame.Components;
        return components.Length switch
        {
            1 => JpegColorSpace.Grey,
            4 => adobeTransform == 2 ? JpegColorSpace.Ycck : JpegColorSpace.Cmyk,
            _ when hasJfif => JpegColorSpace.YCbCr,
            _ when adobeTransform is not null => adobeTransform == 0 ? JpegColorSpace.Rgb : JpegColorSpace.YCbCr,
            _ => components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }] ? JpegColorSpace.Rgb : JpegColorSpace.YCbCr,
        };
    }

    /// <param name="fourth">K; empty for three components.</param>
    /// <param name="rgba">One row.</param>
    public static void Convert(
        JpegColorSpace space,
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth,
        Span<byte> rgba)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        switch (space)
        {
            case JpegColorSpace.Grey:
                first = first[..pixels.Length];
                for (var x = 0; x < pixels.Length; x++)
                    pixels[x] = first[x] * 0x010101u | 0xFF000000;
                break;
            case JpegColorSpace.YCbCr:
                ConvertYCbCr(first, second, third, pixels);
                break;
            case JpegColorSpace.Rgb:
                for (var x = 0; x < pixels.Length; x++)
                    pixels[x] = Pack(first[x], second[x], third[x]);
                break;
            default:
                ConvertInk(space, first, second, third, fourth, rgba);
                break;
        }
    }

    /// <summary>JFIF 1.02, "Conversion to and from RGB", in 16-bit fixed point.</summary>
    private static void ConvertYCbCr(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<uint> pixels)
    {
        luma = luma[..pixels.Length];
        blue = blue[..pixels.Length];
        red = red[..pixels.Length];
        const int Half = 1 << 15;
        for (var x = WideColors.Convert(luma, blue, red, pixels); x < pixels.Length; x++)
        {
            int y = luma[x], cb = blue[x] - 128, cr = red[x] - 128;
            pixels[x] = Pack(
                Clamp(y + ((91881 * cr + Half) >> 16)),               // 1.402
                Clamp(y + ((-22554 * cb - 46802 * cr + Half) >> 16)), // 0.34414, 0.71414
                Clamp(y + ((116130 * cb + Half) >> 16)));             // 1.772
        }
    }

    /// <summary>Ink over white paper; no ICC profile is applied.</summary>
    private static void ConvertInk(
        JpegColorSpace space,
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> black,
        Span<byte> rgba)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        black = black[..pixels.Length];
        if (space == JpegColorSpace.Ycck)
        {
            // RGB as YCbCr gives it is ink here, the other way round than in CMYK (Adobe Technical Note 5116).
            ConvertYCbCr(first, second, third, pixels);
            for (var x = 0; x < pixels.Length; x++)
            {
                var pixel = rgba.Slice(x * 4, 3);
                pixels[x] = Pack(Multiply(255 - pixel[0], black[x]), Multiply(255 - pixel[1], black[x]), Multiply(255 - pixel[2], black[x]));
            }

            return;
        }

        for (var x = 0; x < pixels.Length; x++)
            pixels[x] = Pack(Multiply(first[x], black[x]), Multiply(second[x], black[x]), Multiply(third[x], black[x]));
    }

    /// <summary>a * b / 255, rounded.</summary>
    private static byte Multiply(int a, int b) => (byte)((a * b + 127) / 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pack(byte r, byte g, byte b) => r | (uint)g << 8 | (uint)b << 16 | 0xFF000000;
}
