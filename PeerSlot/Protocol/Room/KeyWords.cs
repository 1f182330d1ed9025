using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>A key's fingerprint as words, to be read aloud and compared: one of 256 for each of the first 6 bytes of the key's SHA-256.</summary>
/// <remarks>
/// Six words are 48 bits: nobody meets an equal one by chance, but who wants to make a key with given words tries 2^48 keys. The first word
/// alone, behind a name, tells two peers apart and proves nothing.
/// </remarks>
public static class KeyWords
{
    private const int Count = 6;

    private static readonly string[] Words =
        """
        acorn actor alarm album alder amber angle ankle anvil apple apron arbor arrow aspen atlas attic
        bacon badge bagel baker bamboo banjo barley basil basin beach beaver bench berry birch bison blade
        blanket blossom boat bottle branch bread breeze brick bridge brook broom bubble bucket butter button cabin
        cactus camel candle canoe canyon carbon carpet carrot castle cedar cello chalk cherry chess circle citrus
        clay cliff clock cloud clover coast cobalt cocoa comet copper coral cotton crane crater crayon cricket
        crown crystal cup curtain daisy delta desert diary dolphin donkey dragon drum dune eagle earth echo
        elbow elm ember engine fabric falcon feather fern ferry fiddle finch flame flask flint flute forest
        fossil fox galaxy garden garlic gate gecko ginger glacier globe goat goose granite grape grass guitar
        hammer harbor harp hazel heron hill honey horse house igloo island ivory ivy jacket jaguar jasmine
        jelly jewel juniper kayak kettle kite koala ladder lagoon lamp lantern lapis lark lava lemon lily
        linen lion lizard llama lobster lotus lunar lynx magnet mango maple marble meadow melon meteor mint
        mirror mitten moon moose moss mountain mouse mule nectar needle nickel noodle nutmeg oak oasis ocean
        olive onion opal orange orbit orchid otter owl oyster paddle palm panda paper parrot peach pearl
        pebble pencil pepper piano pigeon pilot pine planet plum pocket pollen pony poplar potato prairie prism
        puma pumpkin quail quartz quill rabbit radio radish raft rain raven reed ribbon river robin rocket
        rose ruby saddle saffron salmon sand sapphire scarf silver spoon stone swan tiger tulip violet willow
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>All of them, with dashes between.</summary>
    public static string Of(PeerId peer) => Of(peer, Count);

    /// <summary>The first so many, 1 to 6.</summary>
    public static string Of(PeerId peer, int count)
    {
        var words = new string[count];
        for (var i = 0; i < count; i++)
            words[i] = WordAt(peer, i);
        return string.Join('-', words);
    }

    /// <summary>The identity begins with the hash; version and variant take only bits of bytes 6 and 8.</summary>
    private static string WordAt(PeerId peer, int index)
    {
        Span<byte> bytes = stackalloc byte[PeerId.Size];
        peer.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Words[bytes[index]];
    }
}
