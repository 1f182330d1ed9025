using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Scaling;

/// <summary>
/// A row of pixels as light: 4 floats a pixel as in <see cref="LinearImage.Row"/>. The only part of scaling that sees every pixel of a picture as
/// it is, so that it takes 8 of them at once.
/// </summary>
internal static class LightRow
{
    private const int Pixels = 8;

    /// <param name="rgba">Straight alpha, sRGB.</param>
    /// <param name="lights">As many pixels.</param>
    public static void Convert(ReadOnlySpan<byte> rgba, Span<float> lights)
    {
        var from = MemoryMarshal.Cast<byte, Vector256<byte>>(rgba);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(lights);
        for (var i = 0; i < from.Length; i++)
        {
            var isOpaque = IsOpaque(from[i]);
            var (first, second) = Vector256.Widen(from[i]);
            var four = to.Slice(i * 4, 4);
            (four[0], four[1]) = Light(first, isOpaque);
            (four[2], four[3]) = Light(second, isOpaque);
        }

        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        var single = MemoryMarshal.Cast<float, Vector128<float>>(lights);
        for (var x = from.Length * Pixels; x < pixels.Length; x++)
            single[x] = Light(pixels[x]);
    }

    /// <summary>Adds a share of the row's light.</summary>
    public static void Add(ReadOnlySpan<byte> rgba, float share, Span<float> sums)
    {
        var from = MemoryMarshal.Cast<byte, Vector256<byte>>(rgba);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(sums);
        for (var i = 0; i < from.Length; i++)
        {
            var isOpaque = IsOpaque(from[i]);
            var (first, second) = Vector256.Widen(from[i]);
            var four = to.Slice(i * 4, 4);
            var (a, b) = Light(first, isOpaque);
            four[0] += a * share;
            four[1] += b * share;
            (a, b) = Light(second, isOpaque);
            four[2] += a * share;
            four[3] += b * share;
        }

        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        var single = MemoryMarshal.Cast<float, Vector128<float>>(sums);
        for (var x = from.Length * Pixels; x < pixels.Length; x++)
            single[x] += Light(pixels[x]) * share;
    }

    /// <summary>Adds a share of light.</summary>
    public static void Add(ReadOnlySpan<float> lights, float share, Span<float> sums)
    {
        var from = MemoryMarshal.Cast<float, Vector128<float>>(lights);
        var to = MemoryMarshal.Cast<float, Vector128<float>>(sums)[..from.Length];
        for (var x = 0; x < from.Length; x++)
            to[x] += from[x] * share;
    }

    /// <summary>One of the pixels that are too few for eight.</summary>
    private static Vector128<float> Light(uint rgba)
    {
        var light = Vector128.Create(LinearLight.ToLight((byte)rgba), LinearLight.ToLight((byte)(rgba >> 8)), LinearLight.ToLight((byte)(rgba >> 16)), 1);
        return light * ((rgba >> 24) / 255f);
    }

    private static bool IsOpaque(Vector256<byte> rgba) => Vector256.EqualsAll(rgba.AsUInt32() | Vector256.Create(0x00FFFFFFu), Vector256<uint>.AllBitsSet);

    /// <summary>Four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second) Light(Vector256<ushort> rgba, bool isOpaque)
    {
        var (first, second) = Vector256.Widen(rgba);
        return (Light(first, isOpaque), Light(second, isOpaque));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Light(Vector256<uint> rgba, bool isOpaque)
    {
        var codes = Vector256.ConvertToSingle(rgba.AsInt32()) * (1 / 255f);
        var isAlpha = Vector256.Create(0, 0, 0, -1, 0, 0, 0, -1).AsSingle();
        var light = Vector256.ConditionalSelect(isAlpha, Vector256<float>.One, CodeCurve.Light(codes));
        return isOpaque ? light : light * Vector256.Shuffle(codes, Vector256.Create(3, 3, 3, 3, 7, 7, 7, 7));
    }
}
