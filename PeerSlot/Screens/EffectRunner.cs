using System.Security.Cryptography;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Files;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;

namespace PeerSlot.Screens;

/// <summary>Carries effects out on a background thread; what comes of them is a message.</summary>
internal sealed class EffectRunner(ScreenOptions options)
{
    private readonly DrawingDesk _drawings = new(options);

    public HandSlotDesk Slots { get; } = new(options.Networks);

    /// <summary>
    /// Does the work of an effect that reads, writes, decodes or sends; null where nobody need know. Throws nothing: a fault is a
    /// message, too.
    /// </summary>
    /// <param name="room">Null until it is entered.</param>
    public Message? Run(Effect effect, IRoom? room)
    {
        try
        {
            return Do(effect, room);
        }
        // Whatever a decoder or a disk comes up with, the drawing on the screen must live on.
        catch (Exception e)
        {
            return Failed(effect, Text.Of(e));
        }
    }

    private Message? Do(Effect effect, IRoom? room) => effect switch
    {
        Effect.ListGallery => new Message.GalleryListed(options.LoadGallery()),
        Effect.ListDirectory list => new Message.DirectoryListed(list.Path, PictureFiles.List(list.Path)),
        Effect.LoadPicture load => Open(Path.GetFileName(load.Path), BoundedFile.Read(load.Path, options.MaximumFileBytes)),
        Effect.LoadPlacement load => new Message.PlacementLoaded(_drawings.ReadPicture(load.Path), load.AsTrace),
        Effect.DecodePicture decode => Open(decode.File.Name, decode.File.Content),
        Effect.ScaleLayer scale => new Message.LayerReady(scale.Request, _drawings.Layers.Render(scale.Request, options.Limits), ""),
        Effect.SaveDrawing save => DrawingDesk.Save(save),
        Effect.ListKept list => new Message.KeptListed(_drawings.ListKept(), list.Announce),
        Effect.OpenKept open => DrawingDesk.OpenKept(open.Path),
        Effect.RemoveKept remove => _drawings.RemoveKept(remove.Path),
        Effect.DiscardDrawing discard => DrawingDesk.Discard(discard.Document),
        Effect.LoadEntry load => Open(load.Entry.FileName, options.LoadContent(load.Entry)),
        Effect.LoadPreview load => new Message.PreviewReady(load.Request, Preview(load)),
        Effect.MeasurePicture measure => new Message.Measured(measure.Picture, Prepare(measure.Picture).Content.LongLength),
        Effect.SendPicture send => Send(send, Entered(room)),
        Effect.SendAgain again => Judge(() => Entered(room).SendAgain(again.SendId)),
        Effect.LoadFrames load => new Message.FramesReady(
            load.Request, AnimationFrames.Load(Content(load.Request, load.Entry), load.Request, options)),
        Effect.RecordSent sent => Record(sent, Entered(room)),
        Effect.SaveSettings save => new Message.SettingsSaved(
            options.SaveSettings is { } keep ? keep(save.Values) : "This holds until PeerSlot ends.", Text.Empty),
        Effect.LoadTheme load => new Message.ThemeLoaded(ThemeFile.Load(load.Name)),
        Effect.CreateSlot create => Slots.Create(create.Path),
        Effect.ReadSlot read => Slots.Read(read.Path),
        Effect.SetSlotTimeout set => Slots.SetTimeout(set.Path, set.Timeout),
        Effect.CloseSlot close => Slots.Close(close.Path),
        Effect.WriteSlot write => Slots.Write(write.Path, write.Text),
        Effect.DeletePicture delete => Delete(delete),
        Effect.CloseLabClient close => Close(close.Id, Entered(room)),
        Effect.SaveCopy save => new Message.Done($"Saved as {options.SaveCopy(save.Entry, save.Path)}"),
        Effect.Pull pull => Judge(() => Entered(room).Pull(pull.Key)),
        Effect.Accept accept => Judge(() => Entered(room).Accept(accept.Key)),
        Effect.Trust trust => Judge(() => Entered(room).Trust(trust.Id, trust.IsTrusted)),
        Effect.Rename rename => Judge(() => Entered(room).Rename(rename.Id, rename.Name)),
        Effect.AddPeer add => Judge(() => Entered(room).AddPeer(add.Address)),
        Effect.Mute mute => Judge(() => Entered(room).Mute(mute.Id, mute.IsMuted)),
        _ => throw new NotSupportedException($"{effect.GetType().Name} is not for the background."),
    };

    private static IRoom Entered(IRoom? room) => room ?? throw new RoomException("The room is not entered yet.");

    private Message.PictureLoaded Open(string name, byte[] content)
    {
        if (DrawingFormat.OfName(name) is { IsDrawing: true } format)
            return new Message.PictureLoaded(DrawingDesk.Open(format, name, content));
        var info = PictureFile.Identify(content, options.Limits);
        var picture = PictureFile.Decode(content, options.Limits);
        return new Message.PictureLoaded(DrawDocument.FromFile(new SourceFile(name, content, info.Width, info.Height), picture));
    }

    private PreviewResult Preview(Effect.LoadPreview load)
    {
        var request = load.Request;
        if (load is { Entry: null, Beginning: { } beginning })
            return Preview(request, beginning);
        var content = Content(request, load.Entry);
        if (DrawingFormat.OfName(request.Source.Key) is { IsDrawing: true } format && load.Entry is null)
            return Preview(request, DrawingDesk.Open(format, request.Source.Key, content).Canvas);
        var info = PictureFile.Identify(content, options.Limits);
        var picture = PictureFile.DecodeFor(new PixelBox(request.Columns, request.Rows * 2), content, options.Limits);
        var (columns, rows) = CellFit.Within(info.Width, info.Height, (request.Columns, request.Rows), options.CellAspect, request.Enlarge);
        return new PreviewResult(
            HalfBlockRenderer.Render(picture, columns, rows, InkPalette.Paper), info.Width, info.Height,
            MayMove: info.Format is PictureFormat.Gif or PictureFormat.WebP or PictureFormat.Png);
    }

    private PreviewResult Preview(PreviewRequest request, Canvas drawing)
    {
        var picture = drawing.ToBitmap();
        var (columns, rows) = CellFit.Within(picture.Width, picture.Height, (request.Columns, request.Rows), options.CellAspect, request.Enlarge);
        return new PreviewResult(HalfBlockRenderer.Render(picture, columns, rows, InkPalette.Paper), drawing.Width, drawing.Height);
    }

    /// <summary>As sharp as what is here allows.</summary>
    private PreviewResult Preview(PreviewRequest request, Beginning beginning)
    {
        var picture = PictureFile.DecodePrefix(new PixelBox(request.Columns, request.Rows * 2), beginning.Prefix, options.Limits);
        var (width, height) = (0, 0);
        if (picture is not null && PictureFile.Identify(beginning.Prefix.Span, options.Limits) is var info)
            (width, height) = (info.Width, info.Height);
        else if (beginning.Preview is { } tiny)
            (picture, width, height) = (tiny, tiny.Width, tiny.Height);
        if (picture is null)
            return new PreviewResult(null, 0, 0, "Nothing of it can be shown yet.");
        var (columns, rows) = CellFit.Within(width, height, (request.Columns, request.Rows), options.CellAspect, enlarge: true);
        return new PreviewResult(HalfBlockRenderer.Render(picture, columns, rows, InkPalette.Paper), 0, 0);
    }

    private byte[] Content(PreviewRequest request, GalleryEntry? entry) =>
        entry is not null ? options.LoadContent(entry) : BoundedFile.Read(request.Source.Key, options.MaximumFileBytes);

    private Message.SendStarted Send(Effect.SendPicture send, IRoom room)
    {
        var prepared = Prepare(send.Picture);
        return new Message.SendStarted(room.Send(prepared.Content, prepared.FileName, send.To, prepared.Stripped), send);
    }

    private Message.Recorded? Record(Effect.RecordSent sent, IRoom room)
    {
        if (options.RecordSent is not { } record)
            return null;
        var picture = Prepare(sent.Picture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Content));
        return new Message.Recorded(record(new SentPicture(
            sent.Key, room.Id, sent.Names, picture.FileName, Network: "", picture.Content, picture.Width, picture.Height, hash)));
    }

    private OutgoingPicture Prepare(PictureToSend picture) =>
        picture.Prepare(options.KeepMetadata, new OutgoingLimits(options.MaximumFileBytes, options.Limits));

    private static Message? Close(Guid labClient, IRoom room)
    {
        room.CloseLabClient(labClient);
        return null;
    }

    private static Message? Judge(Action judge)
    {
        judge();
        return null;
    }

    private Message.Deleted Delete(Effect.DeletePicture delete)
    {
        options.Delete(delete.Entry);
        return new Message.Deleted(delete.Entry.Key);
    }

    private static Message Failed(Effect effect, Text reason) => effect switch
    {
        Effect.ListDirectory list => new Message.DirectoryFailed(list.Path, reason),
        Effect.LoadPreview load => new Message.PreviewReady(load.Request, new PreviewResult(null, 0, 0, reason)),
        Effect.LoadFrames load => new Message.FramesReady(load.Request, []),
        Effect.SaveSettings => new Message.SettingsSaved(Text.Empty, $"The setting holds until PeerSlot ends, but was not saved: {reason}"),
        Effect.LoadPicture load => new Message.Trouble($"{Path.GetFileName(load.Path)}: {reason}"),
        Effect.LoadPlacement load => new Message.Trouble($"{Path.GetFileName(load.Path)}: {reason}"),
        Effect.DecodePicture decode => new Message.Trouble($"{decode.File.Name}: {reason}"),
        Effect.ScaleLayer scale => new Message.LayerReady(scale.Request, null, reason),
        Effect.SaveDrawing save => new Message.Trouble($"{Path.GetFileName(save.Path)} was not saved: {reason}"),
        Effect.LoadEntry load => new Message.Trouble($"{load.Entry.FileName}: {reason}"),
        Effect.SendPicture send => new Message.Trouble($"{send.Picture.FileName} was not sent: {reason}"),
        Effect.RecordSent sent => new Message.Trouble($"{sent.Picture.FileName} is not in the gallery: {reason}"),
        Effect.DeletePicture delete => new Message.Trouble($"{delete.Entry.FileName} was not deleted: {reason}"),
        Effect.SaveCopy save => new Message.Trouble($"{save.Entry.FileName} was not saved: {reason}"),
        _ => new Message.Trouble(reason),
    };
}
