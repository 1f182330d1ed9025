using System.Collections.Concurrent;
using PeerSlot.Gallery;
using PeerSlot.Mailslots;
using PeerSlot.Pictures;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>The lab programs of 2013 as a part of a room: their clients among its peers, their servers among those who get what goes to everybody.</summary>
internal sealed class LabSide : IDisposable
{
    /// <summary>All lab servers together: they never say who they are.</summary>
    private static readonly Guid Servers = Guid.Parse(LabName.NotifySlot);

    /// <summary>For somebody at a lab server to click "Clients".</summary>
    private static readonly TimeSpan WaitInSession = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Who sends one picture from the command line does not wait for people: a lab server where our slot is open already is seen at once, and a
    /// script that listens opens it within milliseconds.
    /// </summary>
    private static readonly TimeSpan WaitOfOneSending = TimeSpan.FromMilliseconds(500);

    /// <summary>Where lab servers may be whom nobody here sees: the time that they get anyway, and some.</summary>
    private static readonly TimeSpan WaitForFarServers = TimeSpan.FromSeconds(4);

    /// <summary>Bytes and number of payloads that wait for the disk: two of the largest. A lab client cannot be told to wait.</summary>
    private const long MostBytesToFile = 128L * 1024 * 1024;

    private const int MostToFile = 256;

    private readonly RoomOptions _options;
    private readonly LabRoom _room;
    private readonly LabServer? _server;
    private readonly LabClient _client;
    private readonly BlockingCollection<(uint SendId, byte[] Content, string FileName)> _toSend = new(16);
    private readonly CancellationTokenSource _ending = new();
    private readonly LossReport _losses = new();
    private readonly Thread _thread;
    private long _bytesToFile;
    private int _toFile;

    public LabSide(RoomOptions options, IReadOnlyList<IMailslotDriver> drivers, LabRoom room, TimeProvider clock)
    {
        (_options, _room) = (options, room);
        var numbers = options.LabNumbersFile is { } file ? new LabNumbers(file) : null;
        _client = new LabClient(drivers, options.Id, "*", clock, asPeer: true, numbers);
        if (options.Receives)
        {
            _server = new LabServer(drivers, room.IsPeer, inRoom: true, clock, Hear, out var trouble);
            foreach (var sentence in trouble)
                room.News.Trouble(sentence);
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "lab client" };
        _thread.Start();
    }

    public IReadOnlyList<LabClientState> Clients => _server?.Clients ?? [];

    public IReadOnlyList<SlotState> Slots => _server?.Slots ?? [];

    private TimeSpan Wait => _options.Receives ? WaitInSession : _client.ReachesFurther ? WaitForFarServers : WaitOfOneSending;

    /// <summary>The networks on which the lab belongs to the room.</summary>
    public static IReadOnlyList<IMailslotDriver> DriversOf(LabRoomSettings settings, IReadOnlyList<IMailslotDriver> drivers) => settings.Enabled switch
    {
        "on" => drivers,
        "off" => [],
        _ => [.. drivers.Where(d => d.Network is "windows")],
    };

    /// <summary>A lab client as one of the peers.</summary>
    public static RoomPeer PeerOf(LabClientState client) => new(
        client.Id, LabPicture.NameOf(client.Id), client.Network, "lab", IsSelf: false, client.Since, client.LastHeard,
        MailslotPath.Local(LabName.SlotOf(client.Id)).ToString());

    /// <summary>From any thread. What comes while sixteen pictures wait goes to the modern peers alone.</summary>
    public void Send(uint sendId, byte[] content, string fileName)
    {
        if (!_options.Receives)
            _room.News.EndsTwice(sendId);
        if (!_toSend.TryAdd((sendId, content, fileName)))
            End(sendId);
    }

    /// <inheritdoc cref="LabServer.Close"/>
    public void Close(Guid client) => _server?.Close(client);

    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join();
        _server?.Dispose();
        _client.Dispose();
        _toSend.Dispose();
        _ending.Dispose();
    }

    private void Run()
    {
        try
        {
            // A session is announced before there is something to send: that takes a person at each lab server a click.
            if (_options.Receives)
                _client.Announce();
            foreach (var (sendId, content, fileName) in _toSend.GetConsumingEnumerable(_ending.Token))
            {
                SendOne(sendId, content, fileName);
                End(sendId);
            }
        }
        catch (OperationCanceledException)
        {
            // The room ends.
        }
    }

    private void SendOne(uint sendId, byte[] content, string fileName)
    {
        try
        {
            var payload = LabPicture.ToPayload(content, _options.Lab.MaxBytes, new PictureLimits(_options.MaxPixels));
            var outcome = _client.Send(payload, Wait, _ending.Token);
            if (outcome == LabOutcome.Sent)
                Tell(sendId);
            else if (outcome == LabOutcome.Stuck)
                _room.News.Trouble($"{fileName} did not go to a lab server as a whole: it stopped reading.");
        }
        catch (Exception e) when (e is PictureException or MailslotException or ArgumentException)
        {
            _room.News.Trouble($"{fileName} did not go to lab servers: {Text.Of(e)}");
        }
    }

    private void Tell(uint sendId)
    {
        var now = _room.News.Now;
        var servers = new RoomPeer(Servers, "lab servers", "", "lab", IsSelf: false, now, now, "");
        _room.News.Tell(new DeliveryNews(now, sendId, servers, Delivery.Sent, ""));
    }

    /// <summary>A session goes on meanwhile: there, only the modern protocol ends a sending.</summary>
    private void End(uint sendId)
    {
        if (!_options.Receives)
            _room.News.SendEnded(sendId);
    }

    /// <summary>On the lab server's thread.</summary>
    private void Hear(LabNews news)
    {
        switch (news)
        {
            case LabClientHere:
                _room.ClientsChanged();
                break;
            case LabClientClosed closed:
                _losses.Forget(closed.Client);
                _room.ClientsChanged();
                break;
            case LabPayload payload:
                FileLater(payload);
                break;
            case LabPayloadIncomplete lost:
                Count(pictures => pictures.Lost(lost.Client, 1 + lost.Untold));
                TellLoss(
                    lost.Client, $"A picture from {LabPicture.NameOf(lost.Client)} is incomplete, {lost.Have} of {lost.Of}: packets are lost.",
                    lost.Untold);
                break;
            case LabNoise noise:
                _room.News.Tell(new NoteNews(
                    _room.News.Now, $"Messages in the lab's slots that were no packets and no notifications, and changed nothing: {noise.Messages}."));
                break;
            case LabTrouble trouble:
                _room.News.Trouble(trouble.Message);
                break;
        }
    }

    private void FileLater(LabPayload payload)
    {
        var size = payload.Content.Length;
        var (bytes, count) = (Interlocked.Add(ref _bytesToFile, size), Interlocked.Increment(ref _toFile));
        if (bytes > MostBytesToFile || count > MostToFile)
        {
            Done();
            Lose(payload.Client, $"A picture from {LabPicture.NameOf(payload.Client)} was not kept: more comes than the disk takes.");
            return;
        }

        _room.Filing.Add(() =>
        {
            File(payload);
            Done();
        });

        void Done()
        {
            Interlocked.Add(ref _bytesToFile, -size);
            Interlocked.Decrement(ref _toFile);
        }
    }

    private void File(LabPayload payload)
    {
        try
        {
            if (!LabPicture.TryRead(payload, new PictureLimits(_options.MaxPixels), out var picture))
            {
                Lose(payload.Client, $"What {LabPicture.NameOf(payload.Client)} sent is no picture ({payload.Content.Length} bytes).");
                return;
            }

            var filed = _room.Store.File(picture);
            Count(pictures => pictures.Got(payload.Client, filed.Entry.Key));
            _room.News.Tell(new FiledNews(_room.News.Now, filed.Entry, filed.WasThere));
        }
        catch (Exception e) when (e is PictureException or GalleryException)
        {
            Lose(payload.Client, $"A picture from {LabPicture.NameOf(payload.Client)} was not kept. {Text.Of(e)}");
        }
    }

    private void Lose(Guid client, Text message)
    {
        Count(pictures => pictures.Lost(client, 1));
        if (_losses.MayTell(_room.News.Now, client, out var untold))
            TellLoss(client, message, untold);
    }

    private void Count(Action<PictureTally> count)
    {
        count(_room.News.Pictures);
        _room.ClientsChanged();
    }

    /// <summary>One entry a client in the inbox, which the next loss takes over.</summary>
    private void TellLoss(Guid client, Text message, int untold) => _room.News.Tell(new LostNews(
        _room.News.Now, $"{client:N}-lost", client, LabPicture.NameOf(client), "picture", untold == 0 ? message : (Text)$"{message} ({untold} more before.)"));
}
