using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Executables on two networks with a router between them, which carries no multicast.</summary>
public sealed class SubnetsTests
{
    [SkippableFact]
    public void A_picture_crosses_a_router_to_all_who_are_behind_it_when_one_of_them_is_named()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new RoutedNetwork(2);
        var photo = TestPictures.Photo(folder);
        using var neighbour = Receiver(folder, network, 0, 1, "neighbour");
        using var bea = Receiver(folder, network, 1, 0, "bea");
        using var cem = Receiver(folder, network, 1, 1, "cem");

        using var sender = PeerSlotProcess.Start(
            ["send", photo, "--peer", RoutedNetwork.AddressOf(1, 0), .. Self(folder, "ann")], network.On(0, 0)).Ends(0);

        Assert.Equal(["bea\tdelivered", "cem\tdelivered", "neighbour\tdelivered"], sender.Output.Order());
        foreach (var receiver in new[] { neighbour, bea, cem })
        {
            receiver.Ends(0);
            Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(Assert.Single(receiver.Output)));
        }
    }

    [SkippableFact]
    public void Those_whom_nobody_named_see_each_other_and_without_a_name_nobody_is_seen()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new RoutedNetwork(2);
        using var bea = Receiver(folder, network, 1, 0, "bea");
        using var cem = Receiver(folder, network, 1, 1, "cem");
        using (var alone = PeerSlotProcess.Start(["peers", .. Self(folder, "zoe")], network.On(0, 1)).Ends(1))
            Assert.Empty(alone.Output);

        // Of the first network one machine names one of the second, by settings; the other names nobody.
        File.WriteAllText(folder["ann.json"], $$"""{ "peers": ["{{RoutedNetwork.AddressOf(1, 0)}}:47114"] }""");
        using var ann = PeerSlotProcess.Start(
            ["receive", "--timeout", "60", "--config", folder["ann.json"], .. Self(folder, "ann")], network.On(0, 0));
        ann.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var seen = PeerSlotProcess.Start(["peers", "--wait", "6", .. Self(folder, "dan")], network.On(0, 1)).Ends(0);

        Assert.Equal(["ann", "bea", "cem"], seen.Output.Select(line => line.Split('\t')[0]).Order());
        Assert.Contains(seen.Output, line => line.Contains($"{RoutedNetwork.AddressOf(1, 1)}:47114", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_machine_that_is_not_known_is_told_with_what_to_do_and_a_wrong_address_is_wrong_usage()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new RoutedNetwork(1);
        using var unknown = PeerSlotProcess.Start(
            ["receive", "--timeout", "60", "--peer", "nobody.invalid", .. Self(folder, "ann")], network.On(0, 0));
        unknown.WaitForMessage(
            line => line == "The machine nobody.invalid is not known here. Write its IP address instead of its name, or check the name.", "the remedy");
        using var wrong = PeerSlotProcess.Start(["peers", "--peer", "lab 07:x", .. Self(folder, "ann")], network.On(0, 0)).Ends(2);
        Assert.StartsWith("peerslot: --peer must be", Assert.Single(wrong.Errors), StringComparison.Ordinal);
    }

    private static PeerSlotProcess Receiver(TemporaryFolder folder, RoutedNetwork network, int net, int machine, string name)
    {
        var receiver = PeerSlotProcess.Start(
            ["receive", "--out", folder.Sub($"{name}-inbox"), "--count", "1", "--timeout", "60", .. Self(folder, name)], network.On(net, machine));
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        return receiver;
    }

    private static string[] Self(TemporaryFolder folder, string name) => ["--name", name, "--data-dir", folder.Sub(name)];
}
