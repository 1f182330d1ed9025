using System.Globalization;
using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

/// <summary>docs/lab-protocol.md says what the code does.</summary>
public sealed partial class LabProtocolPageTests
{
    private static readonly string Page = Read("docs", "lab-protocol.md");

    [Fact]
    public void The_page_and_the_code_have_the_same_byte_diagram()
    {
        var comment = Read("PeerSlot", "Protocol", "Lab", "LabPacket.cs");
        Assert.Equal(DiagramOf(Page), DiagramOf(comment));
        Assert.Equal(5, DiagramOf(Page).Count);
    }

    [Fact]
    public void Every_size_of_the_page_is_sent_and_received_as_it_says()
    {
        var rows = SizeRow().Matches(Page);
        Assert.Equal(7, rows.Count);
        foreach (var row in rows.Select(r => r.Groups))
        {
            var payload = Payload(int.Parse(row["size"].Value, CultureInfo.InvariantCulture));
            var messages = new LabClientOf2013(seed: 1).Send(payload);
            Assert.Equal(row["packets"].Value, (messages.Count / 2).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row["theirs"].Value == "yes", new LabServerOf2013().ReceiveAll(messages).Count == 1);
            var received = Assert.Single(new LabServerOf2013().ReceiveAll(SendOurs(payload)));
            Assert.Equal(row["ours"].Value == "yes" ? payload : [.. payload, 0], received);
        }
    }

    private static List<string> DiagramOf(string text) =>
        [.. text.Split('\n').Select(line => line.TrimStart('/', ' ')).Where(line => DiagramLine().IsMatch(line)).Take(5)];

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    [GeneratedRegex(@"^(0 {8}4 |\+-|\|  )")]
    private static partial Regex DiagramLine();

    [GeneratedRegex(@"^\| (?<size>\d+) \| (?<packets>\d+) \| (?<theirs>\w+) \| (?<ours>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex SizeRow();
}
