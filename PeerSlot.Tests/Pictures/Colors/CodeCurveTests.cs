using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;
using Xunit;

namespace PeerSlot.Tests.Pictures.Colors;

/// <summary>Against the definition, IEC 61966-2-1.</summary>
public sealed class CodeCurveTests
{
    [Fact]
    public void The_light_of_a_code_is_right_to_a_fiftieth_of_a_code() =>
        Assert.All(Enumerable.Range(0, 256), code => Assert.InRange(CodeOf(CodeCurve.Light(Vector256.Create(code / 255f))[0]) - code, -0.02, 0.02));

    [Fact]
    public void The_code_of_light_is_right_to_a_tenth_of_a_code()
    {
        for (var code = 0.0; code <= 255; code += 0.25)
        {
            var light = (float)LightOf(code);
            Assert.InRange(CodeCurve.Code(Vector256.Create(light))[0] * 255 - code, -0.1, 0.1);
            Assert.InRange(CodeCurve.Code(Vector128.Create(light))[0] * 255 - code, -0.1, 0.1);
        }
    }

    private static double LightOf(double code) => code / 255 <= 0.04045 ? code / 255 / 12.92 : Math.Pow((code / 255 + 0.055) / 1.055, 2.4);

    private static double CodeOf(double light) => 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.Pow(light, 1 / 2.4) - 0.055);
}
