using System.Net;
using System.Net.Sockets;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>What goes wrong is said in one or two sentences, with the documented status and never a stack trace.</summary>
public sealed class BadInputTests
{
    private static readonly byte[] CutOffPng = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static TheoryData<string, string> BadFiles => new()
    {
        { "missing.png", "missing.png" },
        { "empty.png", "empty" },
        { "cut.png", "cut.png" },
        { "text.png", "text.png" },
        { "folder.png", "folder" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_no_picture_ends_send_and_show_with_3(string name, string saidOfIt)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["empty.png"], []);
        File.WriteAllBytes(folder["cut.png"], CutOffPng);
        File.WriteAllText(folder["text.png"], "no picture at all, but long enough to have a head");
        folder.Sub("folder.png");
        var room = new LoopbackRoom();
        foreach (var command in new[] { "send", "show" })
        {
            using var program = PeerSlotProcess.Start([command, folder[name], .. room.Member(folder, "ann")]).Ends(3);
            AssertPlain(program, saidOfIt);
        }
    }

    [Theory]
    [InlineData("send", "-")]
    [InlineData("show", "-")]
    [InlineData("lab", "send", "-")]
    public void Nothing_on_standard_input_is_told_with_what_to_do(params string[] command)
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of(folder, Language.English, [.. command, .. new LoopbackRoom().Member(folder, "ann")]);
        Assert.Equal((3, ""), (run.Status, run.Output));
        Assert.EndsWith(
            "Nothing came on standard input: put \"< FILE\" or a program and | before it, or name the file in place of -.", run.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "is larger than 10 bytes, the most")]
    [InlineData("1", "is larger than 1 byte, the most")]
    [InlineData("2048", "is larger than 2 KiB, the most")]
    public void A_limit_is_told_as_large_as_it_is(string most, string said)
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of(
            folder, Language.English, ["send", TestPictures.Noise(folder, "a.bmp", 40, 40), "--max-bytes", most, .. new LoopbackRoom().Member(folder, "ann")]);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_file_that_may_not_be_read_ends_send_with_3()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "file modes are Unix's");
        Skip.If(Tools.IsRoot && !Tools.Exists("runuser"), "root reads every file: apt-get install util-linux for runuser");
        using var folder = new TemporaryFolder().OpenToAll();
        var path = TestPictures.Noise(folder, "secret.bmp", 4, 4);
        Tools.Run("chmod", "000", path);
        string[] prefix = Tools.IsRoot ? ["runuser", "-u", "nobody", "--"] : [];
        using var program = PeerSlotProcess.Start(
            ["send", path, .. new LoopbackRoom().Arguments, "--data-dir", folder["data"]], prefix,
            executable: PeerSlotProcess.CopyFor(folder)).Ends(3);
        AssertPlain(program, "secret.bmp");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{ \"room\": \"a\"", "line 1")]
    [InlineData("{\n  \"rom\": \"a\"\n}", "line 2", "room")]
    [InlineData("{\n\n  \"port\": \"many\"\n}", "line 3", "port")]
    public void A_settings_file_that_is_wrong_ends_every_command_with_2(string text, params string[] said)
    {
        using var folder = new TemporaryFolder();
        var file = folder["settings.json"];
        File.WriteAllText(file, text);
        foreach (var command in new string[][] { ["config", "show"], ["peers"], ["config", "check", file] })
        {
            using var program = PeerSlotProcess.Start([.. command, "--config", file, "--data-dir", folder.Sub("data")]).Ends(2);
            AssertPlain(program, [file, .. said]);
        }
    }

    [Theory]
    [InlineData("--port", "99999999")]
    [InlineData("--port", "http")]
    [InlineData("--max-bytes", "-1")]
    [InlineData("--no-such-option")]
    [InlineData("send")]
    [InlineData("receive", "--count", "0")]
    [InlineData("receive", "--timeout", "x")]
    [InlineData("show", "a.png", "--size", "big")]
    [InlineData("show", "a.png", "--mode", "oil")]
    [InlineData("show", "a.png", "--colors", "17")]
    [InlineData("show", "a.png", "--frames", "0")]
    [InlineData("show", "a.png", "--background", "white")]
    [InlineData("show", "a.png", "--dither", "--mode", "ascii")]
    public void Wrong_usage_ends_with_2(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string[] command = arguments[0].StartsWith("--", StringComparison.Ordinal) ? ["peers"] : [];
        using var program = PeerSlotProcess.Start([.. command, .. arguments, "--interface", "lo", "--data-dir", folder.Sub("data")]).Ends(2);
        AssertPlain(program, arguments.First(a => a.StartsWith("--", StringComparison.Ordinal) || a == "send"));
    }

    [Fact]
    public void A_card_that_does_not_exist_ends_with_3_and_names_those_that_do()
    {
        using var folder = new TemporaryFolder();
        using var program = PeerSlotProcess.Start(["peers", "--interface", "eth77", "--data-dir", folder.Sub("data")]).Ends(3);
        AssertPlain(program, "eth77", OperatingSystem.IsLinux() ? "lo" : "");
    }

    [SkippableFact]
    public void Without_any_network_card_peers_and_send_end_with_3()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Tools.IsRoot && Tools.Exists("unshare"), "needs root and unshare: apt-get install util-linux");
        using var folder = new TemporaryFolder();
        using var program = PeerSlotProcess.Start(["peers", "--data-dir", folder.Sub("data")], ["unshare", "-n"]).Ends(3);
        AssertPlain(program, "network");
    }

    [Fact]
    public void A_shared_port_that_another_program_holds_ends_with_3()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        other.Bind(new IPEndPoint(IPAddress.Any, room.Port));
        using var other6 =
            new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true, DualMode = false };
        other6.Bind(new IPEndPoint(IPAddress.IPv6Any, room.Port));
        using var program = PeerSlotProcess.Start(["peers", .. room.Member(folder, "ann")]).Ends(3);
        AssertPlain(program, room.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Without_a_terminal_the_screens_name_what_works_there_and_end_with_2()
    {
        using var folder = new TemporaryFolder();
        using var program = PeerSlotProcess.Start(new LoopbackRoom().Member(folder, "ann")).Ends(2);
        AssertPlain(program, "demo", "send", "receive");
    }

    [SkippableTheory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("man")]
    [InlineData("config", "show")]
    [InlineData("show", "a.bmp", "--size", "8x4")]
    public void Results_that_cannot_be_written_end_with_3_in_both_languages(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/dev/full is Linux's");
        using var folder = new TemporaryFolder();
        TestPictures.Noise(folder, "a.bmp", 8, 8);
        foreach (var (language, said) in new[] { ("en", "Standard output cannot be written. The disk is full."), ("ru", "Диск переполнен.") })
        {
            using var program = PeerSlotProcess.Start(
                arguments, ["sh", "-c", "exec \"$0\" \"$@\" > /dev/full"], new Dictionary<string, string> { ["PEERSLOT_LANGUAGE"] = language }, folder.Path).Ends(3);
            AssertPlain(program, said);
        }
    }

    [SkippableFact]
    public void Without_standard_error_the_status_is_the_same()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a shell of Unix closes it");
        using var folder = new TemporaryFolder();
        foreach (var closed in new[] { "2>&-", "2>/dev/full" })
        {
            using var program = PeerSlotProcess.Start(
                ["show", "missing.png", "--data-dir", folder.Sub("data")], ["sh", "-c", $"exec \"$0\" \"$@\" {closed}"], directory: folder.Path).Ends(3);
            Assert.Empty(program.Errors);
        }
    }

    [Fact]
    public void A_broken_identity_ends_with_2_and_names_the_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Sub("data"), "identity.pem"), "garbage");
        using var program = PeerSlotProcess.Start(["peers", "--interface", "lo", "--data-dir", folder["data"]]).Ends(2);
        AssertPlain(program, Path.Combine(folder["data"], "identity.pem"));
    }

    /// <summary>One or two sentences on standard error, nothing on standard output.</summary>
    private static void AssertPlain(PeerSlotProcess program, params string[] said)
    {
        Assert.Empty(program.Output);
        var message = Assert.Single(program.Errors);
        Assert.StartsWith("peerslot: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Z][A-Za-z]+_[A-Z][a-z]", message); // A name of one of the framework's texts, which the published file does not have.
        Assert.All(said, part => Assert.Contains(part, message, StringComparison.OrdinalIgnoreCase));
        Assert.InRange(message.Length, 20, 400);
    }
}
