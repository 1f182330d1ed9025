using System.Text;
using PeerSlot.Settings;
using Xunit;

namespace PeerSlot.Tests.Settings;

public sealed class SettingsFileCheckTests
{
    [Theory]
    [InlineData("", "f is empty. Write {} into it, or delete it.")]
    [InlineData(" \n\t", "f is empty. Write {} into it, or delete it.")]
    [InlineData("{\n\n  // a comment\n  \"rom\": \"x\" }", "f, line 4: there is no setting \"rom\". Did you mean \"room\"?")]
    [InlineData("{ \"interface\": [] }", "f, line 1: there is no setting \"interface\". Did you mean \"interfaces\"?")]
    [InlineData("{ \"data-dir\": \"\" }", "f, line 1: there is no setting \"data-dir\". Did you mean \"dataDir\"?")]
    [InlineData("{ \"Room\": \"\" }", "f, line 1: there is no setting \"Room\". Did you mean \"room\"?")]
    [InlineData("{ \"quotaBytes\": 1 }", "f, line 1: there is no setting \"quotaBytes\". Did you mean \"gallery.quotaBytes\"?")]
    [InlineData("{ \"send\": {\n\"waitSecond\": 1 } }", "f, line 2: there is no setting \"send.waitSecond\". Did you mean \"send.waitSeconds\"?")]
    [InlineData("{ \"elephants\": 1 }", "f, line 1: there is no setting \"elephants\".")]
    [InlineData("{ \"\\u001b[2J\": 1 }", "f, line 1: there is no setting \"\\u001b[2J\".")]
    [InlineData("{ \"room\": \"a\",\n \"room\": \"b\" }", "f, line 2: \"room\" stands here for the second time.")]
    [InlineData("{ \"port\": \"abc\" }", "f, line 1: \"port\" must be a whole number from 1024 to 65503, not \"abc\".")]
    [InlineData("{ \"port\": 70000 }", "f, line 1: \"port\" must be a whole number from 1024 to 65503, not 70000.")]
    [InlineData("{ \"port\": 2e3 }", "f, line 1: \"port\" must be a whole number from 1024 to 65503, not 2e3.")]
    [InlineData("{ \"room\": null }", "f, line 1: \"room\" must be a text of 1 to 64 characters, not null.")]
    [InlineData("{ \"room\": \"a\\u0007\" }", "f, line 1: \"room\" must be a text of 1 to 64 characters, not \"a\\u0007\".")]
    [InlineData("{ \"room\": \"\\ud800\" }", "f, line 1: \"room\" must be a text of 1 to 64 characters, not \"\\ud800\".")]
    [InlineData("{ \"mouse\": \"true\" }", "f, line 1: \"mouse\" must be true or false, not \"true\".")]
    [InlineData("{ \"networks\": \"lan\" }",
        "f, line 1: \"networks\" must be a list whose elements are one of lan, windows, local, netbios, amqp, memory, and not empty, in brackets, not \"lan\".")]
    [InlineData("{ \"networks\": [\n\"lan\",\n\"wan\"] }",
        "f, line 3: \"networks\" must be a list whose elements are one of lan, windows, local, netbios, amqp, memory, and not empty, not \"wan\".")]
    [InlineData("{ \"networks\": [] }",
        "f, line 1: \"networks\" must be a list whose elements are one of lan, windows, local, netbios, amqp, memory, and not empty.")]
    [InlineData("{ \"interfaces\": [[]] }", "f, line 1: \"interfaces\" must be a list whose elements are a text of at most 256 characters, not a list.")]
    [InlineData("{ \"peer\": [] }", "f, line 1: there is no setting \"peer\". Did you mean \"peers\"?")]
    [InlineData("{ \"peers\": [\"lab-07\",\n\"lab 08\"] }",
        "f, line 2: \"peers\" must be a list whose elements are a host or host:port, like lab-07 or 192.168.7.12:47114, not \"lab 08\".")]
    [InlineData("{ \"trusted\": [\"teacher\"] }",
        "f, line 1: \"trusted\" must be a list whose elements are an identity as peerslot peers shows it, like 11111111-2222-8333-8444-555555555555, not \"teacher\".")]
    [InlineData("{ \"gallery\": 5 }", "f, line 1: \"gallery\" holds settings in braces, not 5.")]
    [InlineData("{ \"$schema\": {} }", "f, line 1: \"$schema\" must be a text, not an object.")]
    [InlineData("[]", "f, line 1: settings stand in braces: { \"room\": \"lab\" }.")]
    [InlineData("{ \"room\": \"a\",\n \"port\"", "f, line 2: the file is cut off here: a bracket, quote or value is missing.")]
    [InlineData("{ \"room\": \"a", "f, line 1: the file is cut off here: a bracket, quote or value is missing.")]
    [InlineData("{ \"gallery\": {\n", "f, line 2: the file is cut off here: a bracket, quote or value is missing.")]
    [InlineData("{ \"room\": tru }", "f, line 1: this is not JSON.")]
    [InlineData("{}\n{}", "f, line 2: this is not JSON.")]
    [InlineData("room = lab", "f, line 1: this is not JSON.")]
    public void A_fault_names_the_file_the_line_and_the_key(string json, string message) =>
        Assert.Equal(message, Assert.Throws<SettingsException>(() => SettingsFileCheck.Check("f", Encoding.UTF8.GetBytes(json))).Message);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"room\": \"b204\", } // the end")]
    [InlineData("/* a */ { \"$schema\": \"x\", \"interfaces\": [\"lo\",], \"gallery\": { \"quotaBytes\": 1048576 }, \"mouse\": false }")]
    public void Comments_and_trailing_commas_are_no_faults(string json) => SettingsFileCheck.Check("f", Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_file_cut_off_anywhere_gives_a_plain_sentence()
    {
        var whole = "{ \"room\": \"b204\", \"interfaces\": [\"lo\"], \"send\": { \"keepMetadata\": true, \"waitSeconds\": 12 } }"u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
            Assert.StartsWith(
                "f", Assert.Throws<SettingsException>(() => SettingsFileCheck.Check("f", whole.AsSpan(0, length))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("room", "room", 0)]
    [InlineData("ROOM", "room", 0)]
    [InlineData("rom", "room", 1)]
    [InlineData("romo", "room", 1)]
    [InlineData("", "room", 4)]
    [InlineData("kitten", "sitting", 3)]
    public void Letters_that_differ_are_counted(string a, string b, int distance) => Assert.Equal(distance, NearestKey.Distance(a, b));
}
