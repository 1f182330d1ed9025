using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Colors;

/// <summary>
/// The curve of sRGB (IEC 61966-2-1) in vectors and without tables: codes of 0 to 1, light of 0 to 1. Above the straight piece at the dark end it is
/// a fit that is nowhere 0.1 of one code of 255 wrong.
/// </summary>
internal static class CodeCurve
{
    private const float DarkCode = 0.04045f;
    private const float DarkLight = 0.0031308f;
    private const float DarkSlope = 1 / 12.92f;

    // The light of a code: C0 + C1 c + ... + C4 c^4.
    private const float C0 = 0.001045792f;
    private const float C1 = 0.028413979f;
    private const float C2 = 0.56031631f;
    private const float C3 = 0.52662071f;
    private const float C4 = -0.11685797f;

    /// <summary>Two square roots come near enough to the power of 1 / 2.4.</summary>
    public static Vector128<float> Code(Vector128<float> light)
    {
        var root = Vector128.Sqrt(light);
        var curve = root * 0.83372292f + Vector128.Sqrt(root) * 0.29814001f - light * 0.055312914f - Vector128.Create(0.076911543f);
        return Vector128.ConditionalSelect(Vector128.LessThan(light, Vector128.Create(DarkLight)), light * 12.92f, curve);
    }

    public static Vector128<float> Light(Vector128<float> code)
    {
        var curve = (((code * C4 + Vector128.Create(C3)) * code + Vector128.Create(C2)) * code + Vector128.Create(C1)) * code + Vector128.Create(C0);
        return Vector128.ConditionalSelect(IsDark(code), code * DarkSlope, curve);
    }

    public static Vector256<float> Light(Vector256<float> code)
    {
        var curve = (((code * C4 + Vector256.Create(C3)) * code + Vector256.Create(C2)) * code + Vector256.Create(C1)) * code + Vector256.Create(C0);
        return Vector256.ConditionalSelect(IsDark(code), code * DarkSlope, curve);
    }

    /// <summary>How fast light grows with the code.</summary>
    public static Vector128<float> Slope(Vector128<float> code)
    {
        var curve = ((code * (4 * C4) + Vector128.Create(3 * C3)) * code + Vector128.Create(2 * C2)) * code + Vector128.Create(C1);
        return Vector128.ConditionalSelect(IsDark(code), Vector128.Create(DarkSlope), curve);
    }

    public static Vector256<float> Slope(Vector256<float> code)
    {
        var curve = ((code * (4 * C4) + Vector256.Create(3 * C3)) * code + Vector256.Create(2 * C2)) * code + Vector256.Create(C1);
        return Vector256.ConditionalSelect(IsDark(code), Vector256.Create(DarkSlope), curve);
    }

    /// <summary>Half of how fast the slope grows; that of the curve in the dark too, as whatever leaves it goes up there.</summary>
    public static Vector128<float> Bend(Vector128<float> code) => (code * (6 * C4) + Vector128.Create(3 * C3)) * code + Vector128.Create(C2);

    public static Vector256<float> Bend(Vector256<float> code) => (code * (6 * C4) + Vector256.Create(3 * C3)) * code + Vector256.Create(C2);

    private static Vector128<float> IsDark(Vector128<float> code) => Vector128.LessThan(code, Vector128.Create(DarkCode));

    private static Vector256<float> IsDark(Vector256<float> code) => Vector256.LessThan(code, Vector256.Create(DarkCode));
}
