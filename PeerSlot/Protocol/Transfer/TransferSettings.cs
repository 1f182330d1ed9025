using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Timers and limits of transfers.</summary>
public sealed record TransferSettings
{
    /// <summary>How fast picture data leave.</summary>
    public RateSettings Rate { get; init; } = new();

    // What travels.

    /// <summary>Bytes of the largest message that all networks carry, before it is sealed. Symbols are made to fit it.</summary>
    public int MaximumMessage { get; init; } = WireLimits.MaximumPlainMessage;

    /// <summary>Source symbols a block, at most 128, so that repair symbols have the indexes above. More a block costs less repair (128: 3 % less than 64).</summary>
    public int SymbolsPerBlock { get; init; } = 128;

    /// <summary>Symbols between two manifests of a first pass, after the first three. 128: 0.2 % of the bytes; who misses it asks.</summary>
    public int SymbolsPerManifest { get; init; } = 128;

    /// <summary>A picture of so many symbols or fewer goes out three times, so that nobody need ask.</summary>
    public int TinySymbols { get; init; } = 8;

    /// <summary>How often a picture that fits its manifest goes out unasked: at 20 % loss all five are lost once in 3,000 times.</summary>
    public int ManifestRepeats { get; init; } = 5;

    /// <summary>Time between two copies of a tiny picture, and between the first three "end of pass".</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether signed digests of the blocks go with a picture, and nothing is shown before they agree: in open rooms, where anybody can forge a symbol.</summary>
    public bool UsesDigests { get; init; } = true;

    // The sender.

    /// <summary>The first picture data of a session wait so long until somebody is known: their proofs go first.</summary>
    public TimeSpan RecipientPatience { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The second window of the first picture waits so long for a preview that is being made.</summary>
    public TimeSpan PreviewPatience { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>After the pass, repairs wait this long for other reports, so that one repair serves many.</summary>
    public TimeSpan MergeWindow { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>First time between two "end of pass" that bring nothing, after three. 12 ms: longer than all random delays of the answers together.</summary>
    public TimeSpan RoundInterval { get; init; } = TimeSpan.FromMilliseconds(12);

    /// <summary>"End of pass" and unicast manifests back off to this; so does a receiver whose reports bring it nothing.</summary>
    public TimeSpan GreatestInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Factor of every back-off here.</summary>
    public double BackOff { get; init; } = 1.5;

    /// <summary>A known session that has answered nothing for this long gets the manifest by unicast: no multicast reaches it, perhaps.</summary>
    public TimeSpan HelpAfter { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Up to so many unanswered sessions "end of pass" goes to each by unicast, above to everybody.</summary>
    public int FewRecipients { get; init; } = 4;

    /// <summary>Symbols that wait as repairs at most; what is missing beyond is reported again in the next round. 2,048 are 0.25 s at 100 Mbit/s.</summary>
    public int RepairsPerRound { get; init; } = 2_048;

    /// <summary>A recipient that said nothing for this long after the first pass is given up. 10 s are 26 tries: enough at 50 % loss both ways.</summary>
    public TimeSpan RecipientSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A sending lives at least this long, so that who just came is heard.</summary>
    public TimeSpan LeastStay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>It ends when all have answered and nobody has asked or appeared for this long.</summary>
    public TimeSpan QuietStay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>It ends when nobody was heard for this long from its start: twice the time of the first announcements.</summary>
    public TimeSpan NobodyStay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>It ends at the latest this long after its first pass, where Send names no other time.</summary>
    public TimeSpan GreatestStay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sent pictures that late comers can pull; 0 for a command, which leaves.</summary>
    public int KeptPictures { get; init; }

    /// <summary>Bytes of all kept pictures but the newest together: what a session may hold beside one picture.</summary>
    public long KeptMemory { get; init; } = 32L << 20;

    // The receiver.

    /// <summary>A receipt waits for a random time up to this, so that a room does not answer in one burst.</summary>
    public TimeSpan GreatestReceiptDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The same for a report.</summary>
    public TimeSpan GreatestReportDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Least time between two reports of holes within the pass. 60 ms: 0.3 % of the bytes in a room of eight.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>A report comes at least this often while symbols come: the sender's rate follows it.</summary>
    public TimeSpan RateInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The first reports, counted from the first symbol: the sender wants to know soon whether more goes. Besides, those that <see cref="Opening"/> waits for.</summary>
    public IReadOnlyList<TimeSpan> FirstReports { get; init; } =
        [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40)];

    /// <summary>A block is reported when the stream is so many blocks past it: symbols may overtake each other.</summary>
    public int BlocksBehind { get; init; } = 2;

    /// <summary>Blocks that a report within the pass names at most.</summary>
    public int BlocksPerReport { get; init; } = 32;

    /// <summary>A finished transfer's receipt is repeated at most this often.</summary>
    public TimeSpan ReceiptInterval { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Receipts of what was finished within this are given again by a session that leaves. As long as a sender repeats its question.</summary>
    public TimeSpan ReceiptsRepeatable { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A receiver with holes reports when data stopped for this long: ten times the longest pause of a paced sender.</summary>
    public TimeSpan QuietBeforeReport { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A receiver's reports and manifest requests back off to this while nothing comes.</summary>
    public TimeSpan GreatestReportInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A picture whose sender was silent for this long is incomplete.</summary>
    public TimeSpan SenderSilence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A picture that has not grown for this long is incomplete, however much its sender says.</summary>
    public TimeSpan NoGrowth { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A picture whose sender left is incomplete after this: data may still be on their way.</summary>
    public TimeSpan GraceAfterLeaving { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What a session sends that does not prove that it speaks now is forgotten after this: it may be a recording.</summary>
    public TimeSpan ProofPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two progress events of a picture: five a second.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the growing beginning of a picture is told: to screens, which show it.</summary>
    public bool TellsPrefixes { get; init; } = true;

    /// <summary>How often a picture whose hash is wrong is mended block by block, before it is given up: a forger may go on for ever.</summary>
    public int GreatestMendings { get; init; } = 8;

    /// <summary>Pictures that arrive at one time: every seat of a lab room sends one.</summary>
    public int MaximumArrivals { get; init; } = 32;

    /// <summary>Pictures that arrive at one time from one session.</summary>
    public int MaximumArrivalsPerSession { get; init; } = 8;

    /// <summary>Bytes: the lengths of all pictures that are arriving. One that does not fit is told Busy and may begin later.</summary>
    public long ReceiveMemory { get; init; } = 256L << 20;

    /// <summary>Symbols kept that came before their manifest: those between two manifests, twice.</summary>
    public int EarlySymbols { get; init; } = 256;

    /// <summary>Finished pictures of which the receipt is remembered.</summary>
    public int FinishedRemembered { get; init; } = 1_024;

    /// <summary>Bytes of the largest picture that is taken.</summary>
    public long MaximumBytes { get; init; } = 128L << 20;

    /// <summary>Width times height of the largest picture that is taken, as its manifest says; the decoder checks again.</summary>
    public long MaximumPixels { get; init; } = 64L << 20;

    /// <summary>
    /// Bytes of picture in a symbol: what the largest message leaves, rounded down to 16 because the erasure code works in such steps.
    /// </summary>
    internal int SymbolSize =>
        Math.Max(SymbolLayout.LeastSymbolSize, (MaximumMessage - MessageHeader.Size - SymbolMessage.TimeSize) / 16 * 16);

    internal TimeSpan Backed(TimeSpan interval) => interval * BackOff < GreatestInterval ? interval * BackOff : GreatestInterval;
}
