using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Wire;

/// <summary>The code reads and writes exactly the bytes of the fixtures.</summary>
public sealed class GoldenMessageTests
{
    private static readonly PeerId Peer = new FakeIdentity(1).Peer;
    private static readonly RoomId Room = RoomId.FromName("lab");

    public static TheoryData<string> Names => [.. GoldenMessages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_tests_own_writer_agrees_with_the_fixture(string name) =>
        Assert.Equal(Convert.ToHexString(GoldenMessages.Read(name)), Convert.ToHexString(GoldenMessages.Build(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_writes_the_fixture(string name)
    {
        var local = TestSession.Create();
        var buffer = new byte[WireLimits.MaximumMessage];
        Assert.Equal(Convert.ToHexString(GoldenMessages.Read(name)), Convert.ToHexString(buffer.AsSpan(0, Write(name, local, buffer))));
    }

    [Fact]
    public void An_announcement_is_read()
    {
        var message = GoldenMessages.Read("announcement");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.Equal(new MessageHeader(MessageKind.Announcement, new SessionId(0x0102030405060708), 1, 0, 0, 0), header);
        Assert.True(Announcement.TryRead(header, message, out var read));
        Assert.Equal((Room, AnnouncementFlags.Receives | AnnouncementFlags.WantsAnswer, 200.0, 1385), (
            read.Room, read.Flags, read.Next.TotalMilliseconds, read.MaximumMessage));
        Assert.Equal((0xC1C2C3C4C5C6C7C8, 0xE1E2E3E4E5E6E7E8), (read.Challenge, read.Echo));
        Assert.Equal(new FakeIdentity(1).PublicKey, read.PublicKey);
        Assert.Equal([0xCAFEF00DU, 1U], read.Kept);
        Assert.Equal("seat-01"u8, read.Nickname);
    }

    [Fact]
    public void A_manifest_is_read()
    {
        var message = GoldenMessages.Read("manifest");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.Equal(0xCAFEF00D, header.Transfer);
        Assert.True(ManifestMessage.TryRead(header, message, out var read));
        Assert.Equal((8L, 64, 128, 2u, 1u), (read.Layout.Length, read.Layout.SymbolSize, read.Layout.SymbolsPerBlock, read.Width, read.Height));
        Assert.Equal("dog.png"u8, read.FileName);
        Assert.Equal(GoldenMessages.TinyPicture, read.Content);
    }

    [Fact]
    public void A_report_is_read()
    {
        var message = GoldenMessages.Read("report");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.True(Report.TryRead(header, message, out var read));
        Assert.Equal(
            (new SessionId(GoldenMessages.Sender), ReportFlags.Pull, 7UL, 3u, 9u), (read.Sender, read.Flags, read.Highest, read.Have, read.Received));
        Assert.Equal((TimeSpan.FromMilliseconds(1.2), 5, 2), (read.Delay!.Value, (int)read.Untouched, read.Count));
        Assert.Equal([(0, 2), (2, 128)], [read[0], read[1]]);
    }

    [Fact]
    public void A_timed_symbol_is_read()
    {
        var message = GoldenMessages.Read("timed-symbol");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.True(SymbolMessage.TryRead(header, message, out var sendTime, out var data));
        Assert.Equal((2, 129, 0xFEDCBA98u), (header.Block, header.Index, sendTime!.Value));
        Assert.Equal(GoldenMessages.TinyPicture, data);
    }

    [Fact]
    public void What_is_short_is_read()
    {
        var end = GoldenMessages.Read("end-of-pass");
        Assert.True(MessageHeader.TryRead(end, out var header) && EndOfPass.TryRead(header, end, out var read) && read.Round == 3);
        var request = GoldenMessages.Read("manifest-request");
        Assert.True(MessageHeader.TryRead(request, out header) && ManifestRequest.TryRead(header, request, out var asked)
            && asked == new ManifestRequest(Peer, new SessionId(GoldenMessages.Sender)));
    }

    [Fact]
    public void An_introduction_is_read()
    {
        var message = GoldenMessages.Read("introduction");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.True(Introduction.TryRead(header, message, out var read));
        Assert.Equal((Room, 2), (read.Room, read.Count));
        Assert.Equal(new FakeIdentity(1).PublicKey, read.PublicKey);
        Assert.Equal((true, new HostAddress(0, 0xFFFF_C0A8_070C), 47_114), (read[0].Host.IsV4, read[0].Host, read[0].Port));
        Assert.Equal((false, new HostAddress(0x20010DB8_00000000, 7), 47_115), (read[1].Host.IsV4, read[1].Host, read[1].Port));
    }

    [Fact]
    public void A_receipt_is_read()
    {
        var message = GoldenMessages.Read("receipt");
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.True(Receipt.TryRead(header, message, out var read));
        Assert.Equal(new Receipt(Peer, new SessionId(GoldenMessages.Sender), ReceiptStatus.Refused, RefusalReason.DiskFull, 9), read);
    }

    [Fact]
    public void What_later_versions_append_to_an_announcement_is_ignored()
    {
        var lab = new SimulatedLab(1);
        var host = lab.Add("host");
        lab.Inject(host, new MessageBuilder { Echo = host.Local.Challenge }.Announcement("later", tail: [1, 2, 3]));
        Assert.Equal(1, host.Table.PeerCount);
    }

    [Theory]
    [InlineData(0x11)]
    [InlineData(0x01)]
    public void Other_versions_are_not_heard(byte first)
    {
        var lab = new SimulatedLab(1);
        var host = lab.Add("host");
        var message = GoldenMessages.Read("announcement");
        message[0] = first;
        lab.Inject(host, message);
        Assert.Equal(0, host.Table.PeerCount);
        Assert.Equal(1, host.Local.Ignored.Malformed);
    }

    private static int Write(string name, LocalSession local, byte[] buffer)
    {
        var writer = new WireWriter(buffer);
        switch (name)
        {
            case "announcement":
                local.WriteHeader(ref writer, MessageKind.Announcement);
                new Announcement
                {
                    Room = Room, PublicKey = local.PublicKey, Flags = AnnouncementFlags.Receives | AnnouncementFlags.WantsAnswer,
                    Next = TimeSpan.FromMilliseconds(200), Challenge = local.Challenge, Echo = 0xE1E2E3E4E5E6E7E8,
                    MaximumMessage = WireLimits.MaximumMessage, Nickname = "seat-01"u8, Kept = [0xCAFEF00D, 1],
                }.Write(ref writer);
                var said = buffer.AsSpan(0, writer.Written);
                local.Sign(Announcement.Label, [], said, writer.Take(64));
                break;
            case "manifest":
                Assert.True(SymbolLayout.TryCreate(8, 64, 128, out var layout));
                var picture = new PictureToSend(
                    0xCAFEF00D, GoldenMessages.TinyPicture, "dog.png", 2, 1, System.Security.Cryptography.SHA256.HashData(GoldenMessages.TinyPicture),
                    null, null, null);
                return new SignedManifest(local, picture, layout, WireLimits.MaximumPlainMessage).Write(local, buffer, isKept: false);
            case "symbol":
                local.WriteHeader(ref writer, MessageKind.Symbol, 0xCAFEF00D, 0, 0);
                writer.WriteBytes(GoldenMessages.TinyPicture);
                break;
            case "timed-symbol":
                local.WriteHeader(ref writer, MessageKind.TimedSymbol, 0xCAFEF00D, 2, 129);
                writer.WriteUInt32(0xFEDCBA98);
                writer.WriteBytes(GoldenMessages.TinyPicture);
                break;
            case "report":
                local.WriteHeader(ref writer, MessageKind.Report, 0xCAFEF00D);
                new Report([])
                {
                    Peer = Peer, Sender = new SessionId(GoldenMessages.Sender), Flags = ReportFlags.Pull, Highest = 7, Have = 3, Received = 9,
                    Delay = TimeSpan.FromMilliseconds(1.2), Untouched = 5,
                }.WriteHead(ref writer);
                Report.WriteEntry(ref writer, 0, 2);
                Report.WriteEntry(ref writer, 2, 128);
                break;
            case "end-of-pass":
                local.WriteHeader(ref writer, MessageKind.EndOfPass, 0xCAFEF00D);
                new EndOfPass(3).Write(ref writer);
                break;
            case "manifest-request":
                local.WriteHeader(ref writer, MessageKind.ManifestRequest, 0xCAFEF00D);
                new ManifestRequest(Peer, new SessionId(GoldenMessages.Sender)).Write(ref writer);
                break;
            case "introduction":
                local.WriteHeader(ref writer, MessageKind.Introduction);
                Introduction.Write(
                    ref writer, Room, local.PublicKey, [new(new HostAddress(0, 0xFFFF_C0A8_070C), 47_114), new(new HostAddress(0x20010DB8_00000000, 7), 47_115)]);
                var named = buffer.AsSpan(0, writer.Written);
                local.Sign(Introduction.Label, [], named, writer.Take(64));
                break;
            case "digests":
                var both = System.Security.Cryptography.SHA256.HashData(GoldenMessages.TinyPicture);
                return DigestsMessage.Write(local, 0xCAFEF00D, 2, both, buffer);
            case "preview":
                return new PreviewToSend(local, 0xCAFEF00D, GoldenMessages.TinyPicture, 1_000).Write(local, 0xCAFEF00D, buffer);
            case "receipt":
                local.WriteHeader(ref writer, MessageKind.Receipt, 0xCAFEF00D);
                new Receipt(Peer, new SessionId(GoldenMessages.Sender), ReceiptStatus.Refused, RefusalReason.DiskFull, 9).Write(ref writer);
                break;
        }

        return writer.Written;
    }
}
