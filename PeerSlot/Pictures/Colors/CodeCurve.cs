using System.Runtime.Intrinsics;

namespace PeerSlot.Pictures.Colors;

/// <summary>
/// The curves of sRGB (IEC 61966-2-1) in vectors and without tables: codes of 0 to 1, light of 0 to 1. Above the straight piece at the dark end they are
/// polynomials. Codes of 255 in comments.
/// </summary>
internal static class CodeCurve
{
    private const float DarkCode = 0.04045f;
    private const float DarkLight = 0.0031308f;
    private const float DarkSlope = 1 / 12.92f;

    // The light of a code: C0 + C1 c + ... + C5 c^5, which is nowhere 0.012 of a code wrong.
    private const float C0 = 0.000924244697f;
    private const float C1 = 0.0325712813f;
    private const float C2 = 0.520620797f;
    private const float C3 = 0.663691183f;
    private const float C4 = -0.303294405f;
    private const float C5 = 0.0855915572f;

    // The code of the square of r: R0 + R1 r + ... + R5 r^5, nowhere 0.1 of a code wrong.
    private const float R0 = -0.040109574f;
    private const float R1 = 1.51795033f;
    private const float R2 = -1.40273494f;
    private const float R3 = 2.03157394f;
    private const float R4 = -1.62366005f;
    private const float R5 = 0.517304101f;

    /// <summary>A polynomial of the square root comes near enough to the power of 1 / 2.4.</summary>
    public static Vector128<float> Code(Vector128<float> light)
    {
        var root = Vector128.Sqrt(light);
        var curve = Vector128.MultiplyAddEstimate(root, Vector128.Create(R5), Vector128.Create(R4));
        curve = Vector128.MultiplyAddEstimate(curve, root, Vector128.Create(R3));
        curve = Vector128.MultiplyAddEstimate(curve, root, Vector128.Create(R2));
        curve = Vector128.MultiplyAddEstimate(curve, root, Vector128.Create(R1));
        curve = Vector128.MultiplyAddEstimate(curve, root, Vector128.Create(R0));
        return Vector128.ConditionalSelect(Vector128.LessThan(light, Vector128.Create(DarkLight)), light * 12.92f, curve);
    }

    public static Vector256<float> Code(Vector256<float> light)
    {
        var root = Vector256.Sqrt(light);
        var curve = Vector256.MultiplyAddEstimate(root, Vector256.Create(R5), Vector256.Create(R4));
        curve = Vector256.MultiplyAddEstimate(curve, root, Vector256.Create(R3));
        curve = Vector256.MultiplyAddEstimate(curve, root, Vector256.Create(R2));
        curve = Vector256.MultiplyAddEstimate(curve, root, Vector256.Create(R1));
        curve = Vector256.MultiplyAddEstimate(curve, root, Vector256.Create(R0));
        return Vector256.ConditionalSelect(Vector256.LessThan(light, Vector256.Create(DarkLight)), light * 12.92f, curve);
    }

    public static Vector128<float> Light(Vector128<float> code)
    {
        var curve = Vector128.MultiplyAddEstimate(code, Vector128.Create(C5), Vector128.Create(C4));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(C3));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(C2));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(C1));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(C0));
        return Vector128.ConditionalSelect(IsDark(code), code * DarkSlope, curve);
    }

    public static Vector256<float> Light(Vector256<float> code)
    {
        var curve = Vector256.MultiplyAddEstimate(code, Vector256.Create(C5), Vector256.Create(C4));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(C3));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(C2));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(C1));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(C0));
        return Vector256.ConditionalSelect(IsDark(code), code * DarkSlope, curve);
    }

    /// <summary>How fast light grows with the code.</summary>
    public static Vector128<float> Slope(Vector128<float> code)
    {
        var curve = Vector128.MultiplyAddEstimate(code, Vector128.Create(5 * C5), Vector128.Create(4 * C4));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(3 * C3));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(2 * C2));
        curve = Vector128.MultiplyAddEstimate(curve, code, Vector128.Create(C1));
        return Vector128.ConditionalSelect(IsDark(code), Vector128.Create(DarkSlope), curve);
    }

    public static Vector256<float> Slope(Vector256<float> code)
    {
        var curve = Vector256.MultiplyAddEstimate(code, Vector256.Create(5 * C5), Vector256.Create(4 * C4));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(3 * C3));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(2 * C2));
        curve = Vector256.MultiplyAddEstimate(curve, code, Vector256.Create(C1));
        return Vector256.ConditionalSelect(IsDark(code), Vector256.Create(DarkSlope), curve);
    }

    /// <summary>Half of how fast the slope grows; that of the curve in the dark too, as whatever leaves it goes up there.</summary>
    public static Vector128<float> Bend(Vector128<float> code) =>
        ((code * (10 * C5) + Vector128.Create(6 * C4)) * code + Vector128.Create(3 * C3)) * code + Vector128.Create(C2);

    public static Vector256<float> Bend(Vector256<float> code) =>
        ((code * (10 * C5) + Vector256.Create(6 * C4)) * code + Vector256.Create(3 * C3)) * code + Vector256.Create(C2);

    private static Vector128<float> IsDark(Vector128<float> code) => Vector128.LessThan(code, Vector128.Create(DarkCode));

    private static Vector256<float> IsDark(Vector256<float> code) => Vector256.LessThan(code, Vector256.Create(DarkCode));
}
