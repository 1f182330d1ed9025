using PeerSlot.Exchange;
using PeerSlot.Gallery;

namespace PeerSlot.Screens;

/// <summary>What happens in the room, put into the model. Nothing opens by itself: a picture raises a counter and says one line.</summary>
internal static class NewsUpdate
{
    private const int SendingsKept = 50;

    public static Step Apply(Model model, RoomNews news)
    {
        var step = Record(OpenTrusted(Take(model, news), news));
        return step.Model.Bell && step.Model.NewPictures > model.NewPictures ? step.With(new Effect.RingBell()) : step;
    }

    /// <summary>
    /// Only where the person switched it on, only whom it trusts, and never over a field, a question or another layer that is being used.
    /// </summary>
    private static Model OpenTrusted(Model model, RoomNews news)
    {
        if (!model.OpenTrusted || news is not FiledNews { WasThere: false, Entry: { Direction: GalleryDirection.Received } entry }
            || !(model.Layers.IsEmpty || model.Top is PictureLayer) || !model.Room.Peers.Any(p => p.Id == entry.PeerId && p.IsTrusted))
            return model;
        var index = model.Inbox.FindIndex(i => i.Key == entry.Key);
        var open = InboxActions.See(model with { InboxSelected = index, Table = model.Table.Lift(), Filter = "" });
        return (open.Top is PictureLayer ? open : open.Push(new PictureLayer())).Hint($"{entry.PeerName} sent this. Esc goes back.");
    }

    private static Model Take(Model model, RoomNews news) => news switch
    {
        PeersNews peers => peers.At < model.LookedAt ? model : TakePeers(model, peers.Peers),
        ArrivingNews arriving => Arrive(model, arriving),
        FiledNews filed => File(model, filed.Entry, filed.WasThere),
        LostNews lost => Lose(model, lost),
        SendingNews sending => Send(model, sending.SendId, s => s with { Key = sending.Key, Sent = sending.Sent, Of = sending.Of }),
        DeliveryNews delivery => Deliver(model, delivery),
        SendEndedNews ended => End(model, ended.SendId),
        AvailableNews available => Offer(model, available),
        PreviewNews preview => Grow(model, preview.Key, b => b with { Preview = preview.Preview }),
        PrefixNews prefix => Grow(model, prefix.Key, b => b with { Prefix = prefix.Prefix }),
        AskedNews asked => Ask(model, asked),
        KeyChangedNews changed => model.Say(changed.Message, true),
        TroubleNews trouble => model.Say(trouble.Message, true),
        NoteNews note => model.Say(note.Message) with { Status = model.Status },
        _ => model,
    };

    /// <summary>The room gave our sending its number; its first news may have come before.</summary>
    public static Step Started(Model model, Message.SendStarted started) => Record(Send(
        model, started.SendId, s =>
            s with { FileName = started.Sent.Picture.FileName, Recipients = started.Sent.Recipients, ToRecord = started.Sent.IsFiled ? null : started.Sent }));

    /// <summary>A sending whose key is known goes into the gallery, once.</summary>
    private static Step Record(Model model)
    {
        var index = model.Sendings.FindIndex(s => s is { Key.Length: > 0, ToRecord: not null });
        if (index < 0)
            return model;
        var sending = model.Sendings[index];
        return new Step(
            model with { Sendings = model.Sendings.SetItem(index, sending with { ToRecord = null }) },
            new Effect.RecordSent(sending.Key, sending.ToRecord!.Picture, sending.ToRecord.Names));
    }

    public static Model Enter(Model model, Message.RoomEntered entered) =>
        model with { Room = model.Room with { Name = entered.Name, RoomName = entered.RoomName } };

    /// <summary>How the room looks now.</summary>
    public static Model Look(Model model, RoomLook look) =>
        TakePeers(
            Track(model with
            {
                HandSlots = look.HandSlots,
                Room = model.Room with { Slots = look.Slots, NetworkState = Text.Verbatim(look.NetworkState), IsSealed = look.IsSealed, Ignored = look.Ignored },
            }),
            look.Peers);

    private static Model Track(Model model)
    {
        var tracks = model.SlotTracks.ToBuilder();
        foreach (var slot in model.AllSlots)
        {
            var key = SlotsScreen.Key(slot);
            tracks[key] = tracks.TryGetValue(key, out var track) ? track.Take(slot, model.Now) : SlotTrack.Begin(slot, model.Now);
        }

        return model with { SlotTracks = tracks.ToImmutable() };
    }

    public static Model TakeHandSlots(Model model, IReadOnlyList<SlotState> slots)
    {
        var all = model.Room.Slots.Count + slots.Count;
        return Track(model with { HandSlots = slots, SlotSelected = slots.Count > model.HandSlots.Count ? all - 1 : Math.Clamp(model.SlotSelected, 0, Math.Max(0, all - 1)) });
    }

    /// <summary>Who is here now; who came and who left goes into the log.</summary>
    public static Model TakePeers(Model model, IReadOnlyList<RoomPeer> peers)
    {
        var before = model.Room.Peers.Select(p => p.Id).ToHashSet();
        var now = peers.Select(p => p.Id).ToHashSet();
        var lines = peers.Where(p => !p.IsSelf && !before.Contains(p.Id)).Select(p => (Text)$"{p.Name} is here.")
            .Concat(model.Room.Peers.Where(p => !p.IsSelf && !now.Contains(p.Id)).Select(p => (Text)$"{p.Name} has left."));
        return model with
        {
            Room = model.Room with { Peers = peers }, Log = model.Log.AddRange(lines.Select(l => new LogLine(model.Now, l, false))),
            PeerSelected = Math.Clamp(model.PeerSelected, 0, Math.Max(0, peers.Count - 1)),
        };
    }

    private static Model Arrive(Model model, ArrivingNews news)
    {
        if (InboxList.Find(model, news.Key) is { State: InboxState.Whole })
            return model;
        var time = InboxList.Find(model, news.Key)?.Time ?? news.At;
        return InboxList.With(
            model,
            new InboxItem(
                news.Key, null, time, news.From, news.FromName, news.FileName, news.Width, news.Height, news.Have, news.Of, InboxState.Arriving,
                false, false));
    }

    /// <summary>What can be pulled stands grey in the list; what is here or on its way does not.</summary>
    private static Model Offer(Model model, AvailableNews news) => InboxList.Find(model, news.Key) is { State: not InboxState.Lost }
        ? model
        : InboxList.With(model, new InboxItem(
            news.Key, null, news.At, news.From, news.FromName, news.FileName, news.Width, news.Height, 0, news.Length, InboxState.Available, false, false));

    private static Model Grow(Model model, string key, Func<Beginning, Beginning> change)
    {
        if (InboxList.Find(model, key) is { State: InboxState.Whole })
            return model;
        var before = model.Beginnings.GetValueOrDefault(key) ?? new Beginning(null, default, 0);
        return model with { Beginnings = model.Beginnings.SetItem(key, change(before) with { Version = before.Version + 1 }) };
    }

    private static Model Ask(Model model, AskedNews news) => InboxList.With(
        model,
        new InboxItem(
            news.Key, null, news.At, news.From, news.FromName, news.FileName, news.Width, news.Height, 0, news.Bytes, InboxState.Asked, false, true,
            news.Message)).Say(news.Message, "F4, then y takes it");

    /// <summary>A picture is on the disk, received or sent.</summary>
    /// <param name="wasThere">Another session filed it. Where none did, the gallery's list may have come before these news.</param>
    public static Model File(Model model, GalleryEntry entry, bool wasThere)
    {
        if (wasThere && InboxList.Find(model, entry.Key) is { State: InboxState.Whole })
            return model;
        model = model with { Beginnings = model.Beginnings.Remove(entry.Key) };
        var item = InboxItem.FromEntry(entry, isNew: true);
        if (entry.Direction == GalleryDirection.Sent)
            return InboxList.With(
                model, item with { Note = model.Sendings.FindLast(s => s.Key == entry.Key && s.Ended) is { } sent ? Tally(sent) : Text.Empty });
        return InboxList.With(model, item).Say(
            entry.Repaired > 0
                ? $"picture from {entry.PeerName} ({item.Dimensions}, {entry.Repaired} repaired)"
                : (Text)$"picture from {entry.PeerName} ({item.Dimensions})",
            "F4 opens it");
    }

    private static Model Lose(Model model, LostNews news)
    {
        var known = InboxList.Find(model, news.Key) ?? new InboxItem(
            news.Key, null, news.At, news.From, news.FromName, news.FileName, 0, 0, 0, 0, InboxState.Lost, false, false);
        model = model with { Beginnings = model.Beginnings.Remove(news.Key) };
        return known.State == InboxState.Whole
            ? model
            : InboxList.With(model, known with { State = InboxState.Lost, Note = news.Message }).Say(news.Message, true);
    }

    private static Model Send(Model model, uint id, Func<SendingState, SendingState> change)
    {
        var index = model.Sendings.FindLastIndex(s => s.Id == id);
        if (index >= 0)
            return model with { Sendings = model.Sendings.SetItem(index, change(model.Sendings[index])) };
        var all = model.Sendings.Add(change(SendingState.Begin(id)));
        return model with { Sendings = all.Count > SendingsKept ? all.RemoveAt(0) : all };
    }

    private static Model Deliver(Model model, DeliveryNews news)
    {
        var changed = Send(model, news.SendId, s => s with
        {
            Peers = s.Peers.SetItem(news.Peer.Id, news.Delivery), Names = s.Names.SetItem(news.Peer.Id, news.Peer.Name),
        });
        if (news.Delivery == Delivery.Refused && !news.Reason.IsEmpty)
            return changed.Say($"{news.Peer.Name}: {news.Reason}", true);
        return changed.Sendings.FindLast(s => s.Id == news.SendId) is { Ended: true } ended && news.Delivery == Delivery.Delivered
            ? WithTally(changed, ended).Say($"{news.Peer.Name} got {ended.FileName} after all.")
            : changed;
    }

    private static Model End(Model model, uint id)
    {
        var ended = Send(model, id, s => s with { Ended = true });
        var sending = ended.Sendings.FindLast(s => s.Id == id)!;
        return WithTally(ended, sending).Say(sending.Result());
    }

    private static Model WithTally(Model model, SendingState sending) => sending.Key.Length > 0 && InboxList.Find(model, sending.Key) is { } item
        ? InboxList.With(model, item with { Note = Tally(sending) })
        : model;

    private static Text Tally(SendingState sending) => $"{sending.Count(Delivery.Delivered)}/{sending.All}";
}
