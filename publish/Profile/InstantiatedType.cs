using System.Reflection.Metadata;

namespace PeerSlot.Profile;

/// <summary>
/// A type as the runtime's events name it, <c>Space.Dictionary`2[System.__Canon,System.Int32]</c>, or the types of a generic method as the compiler names
/// them, <c>[short,Space.Outer+Inner`1[short]]</c>, as signatures in the profile.
/// </summary>
/// <param name="choice">Which of several types to take where a name occurs in several assemblies, as names of internal types do; 0 for the first.</param>
internal sealed class InstantiatedType(LinkedAssemblies assemblies, ProfileTypes types, string text, int choice = 0)
{
    private static readonly Dictionary<string, PrimitiveTypeCode> Primitives = new()
    {
        ["System.Boolean"] = PrimitiveTypeCode.Boolean, ["System.Char"] = PrimitiveTypeCode.Char, ["System.SByte"] = PrimitiveTypeCode.SByte,
        ["System.Byte"] = PrimitiveTypeCode.Byte, ["System.Int16"] = PrimitiveTypeCode.Int16, ["System.UInt16"] = PrimitiveTypeCode.UInt16,
        ["System.Int32"] = PrimitiveTypeCode.Int32, ["System.UInt32"] = PrimitiveTypeCode.UInt32, ["System.Int64"] = PrimitiveTypeCode.Int64,
        ["System.UInt64"] = PrimitiveTypeCode.UInt64, ["System.Single"] = PrimitiveTypeCode.Single, ["System.Double"] = PrimitiveTypeCode.Double,
        ["System.IntPtr"] = PrimitiveTypeCode.IntPtr, ["System.UIntPtr"] = PrimitiveTypeCode.UIntPtr, ["System.String"] = PrimitiveTypeCode.String,
        ["System.Object"] = PrimitiveTypeCode.Object,
        ["bool"] = PrimitiveTypeCode.Boolean, ["char"] = PrimitiveTypeCode.Char, ["sbyte"] = PrimitiveTypeCode.SByte, ["byte"] = PrimitiveTypeCode.Byte,
        ["short"] = PrimitiveTypeCode.Int16, ["ushort"] = PrimitiveTypeCode.UInt16, ["int"] = PrimitiveTypeCode.Int32, ["uint"] = PrimitiveTypeCode.UInt32,
        ["long"] = PrimitiveTypeCode.Int64, ["ulong"] = PrimitiveTypeCode.UInt64, ["nint"] = PrimitiveTypeCode.IntPtr, ["nuint"] = PrimitiveTypeCode.UIntPtr,
        ["float"] = PrimitiveTypeCode.Single, ["double"] = PrimitiveTypeCode.Double,
    };

    private readonly SignatureCopy _signatures = new(types);
    private int _at;

    /// <summary>The assemblies of which it is made; the first is its own.</summary>
    public List<string> Assemblies { get; } = [];

    /// <summary>How many types bear one of the names, at most: what <c>choice</c> may be is less.</summary>
    public int Choices { get; private set; } = 1;

    /// <summary>The generic type itself; null until <see cref="TryRead"/>.</summary>
    public FoundType Definition { get; private set; }

    /// <summary>False where a name is not, or no longer, among the assemblies.</summary>
    public bool TryRead(out byte[] signature) => TryReadType(isOuter: true, out signature) && _at == text.Length;

    /// <summary>The types of a generic method alone; false as for <see cref="TryRead"/>.</summary>
    public bool TryReadList(out List<byte[]> signatures) => TryReadArguments(out signatures) && _at == text.Length;

    private bool TryReadType(bool isOuter, out byte[] signature)
    {
        var name = ReadName();
        if (!TryName(name, isOuter, out signature))
            return false;
        if (_at + 1 < text.Length && text[_at] == '[' && text[_at + 1] is not (']' or ','))
        {
            if (!TryReadArguments(out var arguments))
                return false;
            signature = _signatures.GetGenericInstantiation(signature, [.. arguments]);
        }

        while (_at + 1 < text.Length && text[_at] == '[' && text[_at + 1] == ']')
        {
            signature = _signatures.GetSZArrayType(signature);
            _at += 2;
        }

        return true;
    }

    private bool TryReadArguments(out List<byte[]> arguments)
    {
        arguments = [];
        do
        {
            _at++;
            if (!TryReadType(isOuter: false, out var argument))
                return false;
            arguments.Add(argument);
        }
        while (_at < text.Length && text[_at] == ',');
        return _at < text.Length && text[_at++] == ']';
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('[' or ']' or ','))
            _at++;
        return text[start.._at];
    }

    private bool TryName(string name, bool isOuter, out byte[] signature)
    {
        signature = [];
        if (name == "System.__Canon")
        {
            signature = SignatureCopy.Named(SignatureCopy.Class, types.Canon);
            return true;
        }

        if (!isOuter && Primitives.TryGetValue(name, out var primitive))
        {
            signature = _signatures.GetPrimitiveType(primitive);
            return true;
        }

        var named = assemblies.Named(name);
        if (named.Count == 0)
            return false;
        Choices = Math.Max(Choices, named.Count);
        var found = named[Math.Min(choice, named.Count - 1)];
        if (isOuter)
            Definition = found;
        Assemblies.Add(found.Assembly);
        signature = SignatureCopy.Named(found.IsValueType ? SignatureCopy.Value : SignatureCopy.Class, types.ReferenceTo(found.Reader, found.Handle));
        return true;
    }
}
