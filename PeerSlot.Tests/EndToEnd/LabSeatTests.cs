using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The seats of config/lab/: they take the teacher's pictures and send nothing.</summary>
public sealed class LabSeatTests
{
    [Fact]
    public void A_seat_takes_only_the_teachers_pictures_whoever_else_bears_the_name()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var teacher = IdentityFile.LoadOrCreate(new DataFolder(folder.Sub("teacher")));
        using var seat = PeerSlotProcess.Start(
            ["receive", "--count", "1", "--timeout", "60", "--config", Seat(folder, teacher.Peer.Value), .. room.Member(folder, "seat")]);
        seat.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var picture = TestPictures.Noise(folder, "a.bmp", 20, 10);

        using var pupil = PeerSlotProcess.Start(
            ["send", picture, .. room.Arguments, "--data-dir", folder.Sub("pupil"), "--name", "teacher"]).Ends(1);
        Assert.StartsWith("seat\trefused", Assert.Single(pupil.Output), StringComparison.Ordinal);
        using var sender = PeerSlotProcess.Start(["send", picture, .. room.Member(folder, "teacher")]).Ends(0);

        Assert.Equal(["seat\tdelivered"], sender.Output);
        seat.Ends(0);
    }

    [Fact]
    public void A_seat_that_only_receives_says_so_and_which_file_wants_it()
    {
        using var folder = new TemporaryFolder();
        var config = Seat(folder, Guid.NewGuid());
        using var send = PeerSlotProcess.Start(
            ["send", TestPictures.Noise(folder, "a.bmp", 8, 8), "--config", config, .. new LoopbackRoom().Member(folder, "seat")]).Ends(2);
        Assert.Equal([$"peerslot: This seat only receives: send.enabled is false ({config})."], send.Errors);
    }

    [Fact]
    public void A_file_with_a_wrong_key_is_told_with_line_and_nearest_key()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("seat.json", "{\n  \"room\": \"b204\",\n  \"acept\": \"trusted\"\n}\n");
        using var check = PeerSlotProcess.Start(["config", "check", config]).Ends(2);
        Assert.Equal([$"peerslot: {config}, line 3: there is no setting \"acept\". Did you mean \"accept\"?"], check.Errors);
    }

    [Fact]
    public void What_holds_is_shown_as_it_stands_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var config = Seat(folder, Guid.Empty);
        using var show = PeerSlotProcess.Start(["config", "show", "--config", config]).Ends(0);
        Assert.Contains($"send.enabled\tfalse\t{config}", show.Output);
    }

    private static string Seat(TemporaryFolder folder, Guid teacher) => folder.Write(
        "seat.json", $$"""{ "accept": "trusted", "trusted": ["{{teacher}}"], "send": { "enabled": false } }""");
}
