namespace PeerSlot.Pictures.Jpeg;

/// <summary>The second byte of a marker; the first is 0xFF (ITU-T T.81, table B.1).</summary>
internal static class JpegMarker
{
    public const byte Sof0 = 0xC0;
    public const byte Sof1 = 0xC1;
    public const byte Sof2 = 0xC2;
    public const byte Dht = 0xC4;
    public const byte Jpg = 0xC8;
    public const byte Dac = 0xCC;
    public const byte Sof15 = 0xCF;
    public const byte Rst0 = 0xD0;
    public const byte Rst7 = 0xD7;
    public const byte Soi = 0xD8;
    public const byte Eoi = 0xD9;
    public const byte Sos = 0xDA;
    public const byte Dqt = 0xDB;
    public const byte Dri = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;
    public const byte Com = 0xFE;
    private const byte Tem = 0x01;

    /// <summary>Any kind of frame, those included that PeerSlot cannot read.</summary>
    public static bool IsFrame(byte marker) => marker is >= Sof0 and <= Sof15 and not (Dht or Jpg or Dac);

    /// <summary>Markers that stand alone, without a length behind them (T.81, B.1.1.3).</summary>
    public static bool StandsAlone(byte marker) => marker is Tem or (>= Rst0 and <= Eoi);

    public static bool IsRestart(byte marker) => marker is >= Rst0 and <= Rst7;
}
