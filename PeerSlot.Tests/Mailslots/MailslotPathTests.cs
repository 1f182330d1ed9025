using PeerSlot.Mailslots;
using Xunit;

namespace PeerSlot.Tests.Mailslots;

public sealed class MailslotPathTests
{
    private static readonly string LongName = new('n', MailslotPath.LongestName);

    [Theory]
    [InlineData(@"\\.\mailslot\x", @"\\.\mailslot\x")]
    [InlineData("//./mailslot/x", @"\\.\mailslot\x")]
    [InlineData(@"\\?\mailslot\x", @"\\.\mailslot\x")]
    [InlineData(@"\\.\MailSlot\pp\dir\C", @"\\.\mailslot\pp\dir\C")]
    [InlineData(@"\\*\mailslot\{ed19aa6c-8132-4a3c-82d7-519145548b39}", @"\\*\mailslot\{ed19aa6c-8132-4a3c-82d7-519145548b39}")]
    [InlineData(@"\\LAB-07\mailslot\peerslot\hello", @"\\LAB-07\mailslot\peerslot\hello")]
    [InlineData(@"\\fe80::1\mailslot\x", @"\\fe80::1\mailslot\x")]
    [InlineData(@"\\.\mailslot\two words  ", @"\\.\mailslot\two words")]
    [InlineData(@"\\.\mailslot\größe", @"\\.\mailslot\größe")]
    public void A_good_path_is_printed_in_its_canonical_form(string text, string canonical) =>
        Assert.Equal(canonical, MailslotPath.Parse(text).ToString());

    [Theory]
    [InlineData(@"\\.\mailslot\x", MailslotScope.Local, "")]
    [InlineData(@"\\*\mailslot\x", MailslotScope.Everybody, "")]
    [InlineData(@"\\LAB\mailslot\x", MailslotScope.Host, "LAB")]
    public void The_scope_is_what_stands_between_the_first_backslashes(string text, MailslotScope scope, string host)
    {
        var path = MailslotPath.Parse(text);
        Assert.Equal((scope, host, "x"), (path.Scope, path.Host, path.Name));
    }

    [Theory]
    [InlineData(null, MailslotError.PathNotFound)]
    [InlineData("", MailslotError.PathNotFound)]
    [InlineData("blah", MailslotError.InvalidName)]
    [InlineData(@"\\", MailslotError.InvalidName)]
    [InlineData(@"\\.", MailslotError.InvalidName)]
    [InlineData(@"\\.\pipe\x", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot\", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot\   ", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslotx\y", MailslotError.InvalidName)]
    [InlineData(@"\\\mailslot\x", MailslotError.InvalidName)]
    [InlineData(@"\\two words\mailslot\x", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot\a\\b", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot\a\", MailslotError.InvalidName)]
    [InlineData(@"\\.\mailslot\\a", MailslotError.InvalidName)]
    [InlineData("\\\\.\\mailslot\\a\u001bb", MailslotError.InvalidName)]
    public void A_bad_path_has_the_error_that_windows_gives(string? text, MailslotError error)
    {
        var exception = Slots.Fails(error, () => MailslotPath.Parse(text));
        Assert.DoesNotContain('\u001b', exception.Message);
        Assert.False(MailslotPath.TryParse(text, out _));
    }

    [Theory]
    [InlineData(@"\\.\mailslot\")]
    [InlineData(@"\\*\mailslot\")]
    public void A_name_ends_at_246_characters(string prefix)
    {
        Assert.Equal(LongName, MailslotPath.Parse(prefix + LongName).Name);
        Slots.Fails(MailslotError.NameTooLong, () => MailslotPath.Parse(prefix + LongName + "n"));
    }

    [Fact]
    public void The_factories_hold_names_to_the_same_rules()
    {
        Assert.Equal(MailslotPath.Parse(@"\\.\mailslot\a\b"), MailslotPath.Local("a/b "));
        Slots.Fails(MailslotError.InvalidName, () => MailslotPath.Local(""));
        Slots.Fails(MailslotError.InvalidName, () => MailslotPath.Everybody(@"a\"));
        Slots.Fails(MailslotError.InvalidName, () => MailslotPath.OnHost("*", "a"));
        Slots.Fails(MailslotError.NameTooLong, () => MailslotPath.Local(LongName + "n"));
    }

    [Fact]
    public void Paths_are_equal_whatever_their_letter_case_and_only_then()
    {
        var path = MailslotPath.Parse(@"\\Lab\mailslot\Größe\x");
        var other = MailslotPath.Parse(@"\\LAB\MAILSLOT\grÖSSE\X".Replace("SSE", "ßE", StringComparison.Ordinal));
        Assert.Equal(path, other);
        Assert.Equal(path.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(MailslotPath.Local("x"), MailslotPath.Everybody("x"));
        Assert.NotEqual(MailslotPath.OnHost("a", "x"), MailslotPath.OnHost("b", "x"));
    }

    [Fact]
    public void Every_text_is_refused_or_comes_back_equal_from_its_canonical_form()
    {
        var pieces = new[] { @"\\", @"\", "/", ".", "*", "?", "mailslot", "MAILSLOT", "lab", "x", " ", "\0", "ß", "\ud800", "peerslot" };
        var accepted = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var prefix = random.Next(2) == 0 ? @"\\.\mailslot\" : "";
            var text = prefix + string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!MailslotPath.TryParse(text, out var path))
                continue;
            accepted++;
            Assert.True(MailslotPath.TryParse(path.ToString(), out var again) && again == path, $"seed {seed}: {text}");
        }

        Assert.InRange(accepted, 1_000, 19_000);
    }
}
