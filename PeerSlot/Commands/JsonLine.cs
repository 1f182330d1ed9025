using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;
using PeerSlot.Gallery;

namespace PeerSlot.Commands;

/// <summary>
/// News as JSON, one object a line (<c>--json</c>). The field names are a contract: docs/commands.md lists them. Every event has
/// <c>at</c>, Unix time in microseconds.
/// </summary>
internal static class JsonLine
{
    /// <summary>
    /// Letters of every script stay readable; control characters, C1 among them, and what turns the reading direction (UAX #9, section
    /// 2) are escaped, so that
    /// neither an escape sequence nor a reversed name reaches a terminal by this way.
    /// </summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(Harmless()) };

    public static string Received(FiledNews news) => Event("received", news.At, json => Picture(json, news.Entry));

    public static string Arriving(ArrivingNews news) => Event(news.Have == 0 ? "arriving" : "progress", news.At, json =>
    {
        json.WriteString("id", news.Key);
        json.WriteNumber("have", news.Have);
        json.WriteNumber("of", news.Of);
    });

    public static string Preview(PreviewNews news) => Event("preview", news.At, json =>
    {
        json.WriteString("id", news.Key);
        json.WriteNumber("width", news.Preview.Width);
        json.WriteNumber("height", news.Preview.Height);
    });

    public static string Lost(LostNews news) => Event("lost", news.At, json =>
    {
        json.WriteString("id", news.Key);
        json.WriteString("from", news.FromName);
        json.WriteString("peer", news.From.ToString());
        json.WriteString("name", news.FileName);
        json.WriteString("message", news.Message.ToString());
    });

    /// <param name="by">Which process says so; null = this one.</param>
    public static string Ignored(DateTimeOffset at, IgnoredDatagrams ignored, PeerSlots? by = null) => Event("ignored", at, json =>
    {
        if (by is not null)
        {
            json.WriteNumber("pid", by.ProcessId);
            json.WriteString("name", by.Name);
        }

        json.WriteNumber("notOpened", ignored.NotOpened);
        json.WriteNumber("sealed", ignored.Sealed);
        json.WriteNumber("malformed", ignored.Malformed);
        json.WriteNumber("forged", ignored.Forged);
        json.WriteNumber("unproved", ignored.Unproved);
        json.WriteNumber("otherRoom", ignored.OtherRoom);
        json.WriteNumber("beyondLimit", ignored.BeyondLimit);
    });

    public static string Sending(SendingNews news) => Event(news.Sent == 0 ? "sending" : "progress", news.At, json =>
    {
        json.WriteString("id", news.Key);
        if (news.Sent > 0)
            json.WriteNumber("have", news.Sent);
        json.WriteNumber("of", news.Of);
    });

    public static string Delivery(DeliveryNews news, string key) => Event(
        news.Delivery switch { Exchange.Delivery.Delivered => "delivered", Exchange.Delivery.Refused => "refused", Exchange.Delivery.Sent => "sent", _ => "silent" }, news.At, json =>
        {
            json.WriteString("peer", news.Peer.Id.ToString());
            json.WriteString("name", news.Peer.Name);
            json.WriteString("id", key);
            if (!news.Reason.IsEmpty)
                json.WriteString("reason", news.Reason.ToString());
        });

    public static string Peer(RoomPeer peer, DateTimeOffset at) => Event("peer", at, json =>
    {
        json.WriteString("peer", peer.Id.ToString());
        json.WriteString("name", peer.Name);
        json.WriteString("network", peer.Network);
        json.WriteString("kind", peer.Kind);
        json.WriteString("address", peer.Address);
        json.WriteBoolean("self", peer.IsSelf);
        WriteKey(json, peer);
    });

    public static string Asked(AskedNews news) => Event("asked", news.At, json =>
    {
        json.WriteString("id", news.Key);
        json.WriteString("from", news.FromName);
        json.WriteString("peer", news.From.ToString());
        json.WriteString("name", news.FileName);
        json.WriteNumber("bytes", news.Bytes);
    });

    public static string KeyChanged(KeyChangedNews news) => Event("key-changed", news.At, json =>
    {
        json.WriteString("peer", news.Peer.Id.ToString());
        json.WriteString("name", news.Peer.Name);
        json.WriteString("message", news.Message.ToString());
        WriteKey(json, news.Peer);
    });

    public static string Trouble(TroubleNews news) => Event("trouble", news.At, json => json.WriteString("message", news.Message.ToString()));

    private static void WriteKey(Utf8JsonWriter json, RoomPeer peer)
    {
        json.WriteString("key", peer.KeyWords);
        json.WriteBoolean("known", peer.IsKnown);
        json.WriteBoolean("trusted", peer.IsTrusted);
        json.WriteBoolean("muted", peer.IsMuted);
        json.WriteBoolean("keyChanged", peer.KeyChanged);
    }

    /// <summary>One object with the given fields after <c>event</c> and <c>at</c>.</summary>
    public static string Event(string name, DateTimeOffset at, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteNumber("at", (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            fields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Picture(Utf8JsonWriter json, GalleryEntry entry)
    {
        json.WriteString("id", entry.Key);
        json.WriteString("from", entry.PeerName);
        json.WriteString("peer", entry.PeerId.ToString());
        json.WriteString("name", entry.FileName);
        json.WriteString("path", entry.Path);
        json.WriteNumber("bytes", entry.Bytes);
        json.WriteNumber("width", entry.Width);
        json.WriteNumber("height", entry.Height);
        json.WriteString("sha256", entry.Sha256);
        json.WriteString("network", entry.Network);
        json.WriteNumber("repaired", entry.Repaired);
        json.WriteBoolean("stripped", entry.Stripped);
    }

    private static TextEncoderSettings Harmless()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters(
            '\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069');
        return settings;
    }
}
