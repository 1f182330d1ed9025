using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Timers and limits of transfers.</summary>
public sealed record TransferSettings
{
    // What travels.

    /// <summary>Bytes of picture in a symbol. 1,344: with all headers, a seal and IPv6 it fits 1,420, as VPNs leave it.</summary>
    public int SymbolSize { get; init; } = WireLimits.SymbolSize;

    /// <summary>Source symbols a block, at most 128, so that repair symbols have the indexes above.</summary>
    public int SymbolsPerBlock { get; init; } = 128;

    /// <summary>
    /// Symbols between two manifests of a first pass, after the first three. 64: 1 % more datagrams, and a late comer waits 8 ms at 100
    /// Mbit/s.
    /// </summary>
    public int SymbolsPerManifest { get; init; } = 64;

    // The sender.

    /// <summary>Requests that come within this are answered together, so that one repair serves many.</summary>
    public TimeSpan MergeWindow { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>First time between two "pass complete". 20 ms: longer than all random delays of the answers together.</summary>
    public TimeSpan CompleteInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>"Pass complete" and unicast manifests back off to this; so does a receiver whose requests bring it nothing.</summary>
    public TimeSpan GreatestInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Factor of every back-off here.</summary>
    public double BackOff { get; init; } = 1.5;

    /// <summary>A known session that has answered nothing for this long gets the manifest by unicast: no multicast reaches it, perhaps.</summary>
    public TimeSpan HelpAfter { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Up to so many unanswered sessions "pass complete" is repeated to each by unicast, above to everybody.</summary>
    public int FewRecipients { get; init; } = 8;

    /// <summary>
    /// Symbols that wait as repairs at most; what is asked beyond is asked again in the next round. 2,048 are 0.25 s at 100 Mbit/s.
    /// </summary>
    public int RepairsPerRound { get; init; } = 2_048;

    /// <summary>A recipient that has heard nothing between two requests so far apart, though it was sent something, is served by unicast.</summary>
    public TimeSpan DeafAfter { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>After so many resends to everybody a symbol goes by unicast to each who asks: multicast does not reach them.</summary>
    public int ResendsToEverybody { get; init; } = 4;

    /// <summary>
    /// A recipient that said nothing for this long after the first pass is given up. 10 s are 26 tries: enough at 50 % loss both ways.
    /// </summary>
    public TimeSpan RecipientSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A sending lives at least this long, so that who just came is heard.</summary>
    public TimeSpan LeastStay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>It ends when all have answered and nobody has asked or appeared for this long.</summary>
    public TimeSpan QuietStay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>It ends when nobody was heard for this long from its start: twice the time of the first announcements.</summary>
    public TimeSpan NobodyStay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>It ends at the latest this long after its first pass, where Send names no other time.</summary>
    public TimeSpan GreatestStay { get; init; } = TimeSpan.FromSeconds(30);

    // The receiver.

    /// <summary>A receipt waits for a random time up to this, so that a room does not answer in one burst.</summary>
    public TimeSpan GreatestReceiptDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The same for a repair request; shorter, because data wait for it.</summary>
    public TimeSpan GreatestRequestDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>A manifest within a pass is answered at most once in this time; "pass complete" always.</summary>
    public TimeSpan ReceiptInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Receipts of what was finished within this are given again by a session that leaves. As long as a sender repeats its question.</summary>
    public TimeSpan ReceiptsRepeatable { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A receiver with holes asks when data stopped for this long: ten times the longest pause of a paced sender.</summary>
    public TimeSpan QuietBeforeRequest { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A receiver's requests back off to this while nothing comes.</summary>
    public TimeSpan GreatestRequestInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Datagrams of one repair request; each names 72 blocks.</summary>
    public int DatagramsPerRequest { get; init; } = 8;

    /// <summary>A picture whose sender was silent for this long is incomplete.</summary>
    public TimeSpan SenderSilence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A picture that has not grown for this long is incomplete, however much its sender says.</summary>
    public TimeSpan NoGrowth { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A picture whose sender left is incomplete after this: data may still be on their way.</summary>
    public TimeSpan GraceAfterLeaving { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time between two progress events of a picture: five a second.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Pictures that arrive at one time: every seat of a lab room sends one.</summary>
    public int MaximumArrivals { get; init; } = 32;

    /// <summary>Pictures that arrive at one time from one session.</summary>
    public int MaximumArrivalsPerSession { get; init; } = 8;

    /// <summary>
    /// Bytes: the lengths of all pictures that are arriving. One that does not fit is told Busy and may begin later; joining a picture
    /// needs its length once more.
    /// </summary>
    public long ReceiveMemory { get; init; } = 256L << 20;

    /// <summary>Symbols kept that came before their manifest: 64 symbols and a lost manifest, four times.</summary>
    public int EarlySymbols { get; init; } = 256;

    /// <summary>Finished pictures of which the receipt is remembered.</summary>
    public int FinishedRemembered { get; init; } = 1_024;

    /// <summary>Bytes of the largest picture that is taken.</summary>
    public long MaximumBytes { get; init; } = 128L << 20;

    /// <summary>Width times height of the largest picture that is taken, as its manifest says; the decoder checks again.</summary>
    public long MaximumPixels { get; init; } = 64L << 20;
}
