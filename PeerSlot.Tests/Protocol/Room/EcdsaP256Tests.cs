using System.Text;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Protocol.Room;

public sealed class EcdsaP256Tests
{
    /// <summary>RFC 6979, appendix A.2.5: the key, and the signature with SHA-256 of "sample".</summary>
    private static readonly byte[] PublicKey = Convert.FromHexString(
        "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");

    private static readonly byte[] Signature = Convert.FromHexString(
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");

    [Fact]
    public void The_signature_of_the_rfc_is_right_and_no_other_is()
    {
        Assert.True(EcdsaP256.Signatures.Verify(PublicKey, "sample"u8, Signature));
        Assert.False(EcdsaP256.Signatures.Verify(PublicKey, "Sample"u8, Signature));
        for (var bit = 0; bit < 8 * Signature.Length; bit += 5)
        {
            var altered = (byte[])Signature.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(EcdsaP256.Signatures.Verify(PublicKey, "sample"u8, altered), $"bit {bit}");
        }
    }

    [Fact]
    public void What_is_no_key_verifies_nothing()
    {
        Assert.False(EcdsaP256.Signatures.Verify(new byte[64], "sample"u8, Signature));
        Assert.False(EcdsaP256.Signatures.Verify(Enumerable.Repeat((byte)0xFF, 64).ToArray(), "sample"u8, Signature));
        Assert.False(EcdsaP256.Signatures.Verify([], "sample"u8, Signature));
        Assert.False(EcdsaP256.Signatures.Verify(PublicKey, "sample"u8, []));
    }

    [Fact]
    public void An_identity_signs_what_its_key_verifies_and_survives_its_file()
    {
        using var identity = EcdsaIdentity.Create();
        using var again = EcdsaIdentity.FromPrivateKey(identity.ToPrivateKey());
        Assert.Equal(identity.Peer, again.Peer);
        var signature = new byte[64];
        again.Sign(Encoding.UTF8.GetBytes("hello"), signature);
        Assert.True(EcdsaP256.Signatures.Verify(identity.PublicKey, "hello"u8, signature));
    }

    [Fact]
    public void Of_more_keys_than_are_kept_each_is_judged_rightly_again_and_again()
    {
        var signatures = new EcdsaP256();
        var members = Enumerable.Range(0, EcdsaP256.KeysKept + 2).Select(_ =>
        {
            using var identity = EcdsaIdentity.Create();
            var signature = new byte[Identity.SignatureSize];
            identity.Sign("hello"u8, signature);
            return (Key: identity.PublicKey.ToArray(), Signature: signature);
        }).ToArray();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < members.Length; i++)
            {
                Assert.True(signatures.Verify(members[i].Key, "hello"u8, members[i].Signature), $"round {round}, key {i}");
                Assert.True(signatures.Verify(members[i].Key, "hello"u8, members[i].Signature), $"round {round}, key {i} again");
                Assert.False(signatures.Verify(members[i].Key, "hallo"u8, members[i].Signature), $"round {round}, key {i}, other words");
                Assert.False(signatures.Verify(members[i].Key, "hello"u8, members[(i + 1) % members.Length].Signature), $"round {round}, key {i}, other hand");
            }
        }
    }

    [Fact]
    public void A_peer_id_is_the_hash_of_the_key_as_a_version_8_uuid()
    {
        var peer = PeerId.FromPublicKey(PublicKey);
        var hash = System.Security.Cryptography.SHA256.HashData(PublicKey);
        var bytes = peer.Value.ToByteArray(bigEndian: true);
        Assert.Equal(8, peer.Value.Version);
        Assert.Equal(0x80, bytes[8] & 0xC0);
        Assert.Equal(hash[..6], bytes[..6]);
        Assert.Equal(hash[9..16], bytes[9..]);
    }

    [Fact]
    public void A_fingerprint_is_six_words_of_its_first_bytes()
    {
        var words = KeyWords.Of(new PeerId(new Guid([0, 1, 255, 0, 1, 255, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 0], bigEndian: true)));
        Assert.Equal("acorn-actor-willow-acorn-actor-willow", words);
        Assert.Equal("acorn", KeyWords.Of(new PeerId(new Guid([0, 1, 2, 3, 4, 5, 0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 0], bigEndian: true)), 1));
    }
}
