using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PeerSlot.Profile;

/// <summary>
/// A profile for crossgen2 (.mibc): an assembly whose global method <c>AssemblyDictionary</c> names groups, one for each set of assemblies, and each
/// group is a method whose body is <c>ldtoken method; pop</c> for each method that is to be compiled.
/// </summary>
internal sealed class ProfileWriter
{
    private readonly LinkedAssemblies _assemblies;
    private readonly MetadataBuilder _metadata = new();
    private readonly ProfileTypes _types;
    private readonly SignatureCopy _signatures;
    private readonly SortedDictionary<string, HashSet<EntityHandle>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityHandle Parent, string Name, string Signature), MemberReferenceHandle> _members = [];

    public ProfileWriter(LinkedAssemblies assemblies)
    {
        _assemblies = assemblies;
        _types = new ProfileTypes(_metadata);
        _signatures = new SignatureCopy(_types);
    }

    /// <summary>Every method that is not generic.</summary>
    public void AddAllOf(string assembly)
    {
        foreach (var type in _assemblies.TypesOf(assembly).Where(t => !t.IsGeneric))
        {
            foreach (var method in type.Definition.GetMethods())
                Add(type, _types.ReferenceTo(type.Reader, type.Handle), method, [], [assembly]);
        }
    }

    /// <summary>All overloads of a method. What is not there is left out: the list may be older than the code.</summary>
    /// <param name="typeName">As the runtime's events name it.</param>
    /// <param name="methodName">Without its types.</param>
    /// <param name="types">Of a generic method, as the compiler names them; empty for others.</param>
    public void Add(string typeName, string methodName, string types = "")
    {
        var list = new InstantiatedType(_assemblies, _types, types);
        List<byte[]> signatures = [];
        if (types.Length > 0 && !list.TryReadList(out signatures))
            return;
        if (!typeName.Contains('[', StringComparison.Ordinal))
        {
            foreach (var type in _assemblies.Named(typeName).Where(t => !t.IsGeneric))
                Add(type, _types.ReferenceTo(type.Reader, type.Handle), methodName, signatures, [type.Assembly, .. list.Assemblies]);
            return;
        }

        var choices = 1;
        for (var choice = 0; choice < choices; choice++)
        {
            var outer = new InstantiatedType(_assemblies, _types, typeName, choice);
            if (outer.TryRead(out var signature))
                Add(outer.Definition, _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(signature)), methodName, signatures, [.. outer.Assemblies, .. list.Assemblies]);
            choices = outer.Choices;
        }
    }

    public void Save(string path)
    {
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        var dictionary = new InstructionEncoder(new BlobBuilder());
        var number = 0;
        _metadata.AddModule(0, _metadata.GetOrAddString("profile"), _metadata.GetOrAddGuid(Guid.Empty), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("profile"), new Version(1, 0, 0, 0), default, default, default, default);
        _metadata.AddTypeDefinition(
            default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        foreach (var (name, methods) in _groups)
        {
            var list = new InstructionEncoder(new BlobBuilder());
            foreach (var method in methods)
                LoadToken(list, method);
            var group = AddGlobal($"Group{number++}", bodies.AddMethodBody(list, maxStack: 8));
            dictionary.LoadString(_metadata.GetOrAddUserString(name));
            LoadToken(dictionary, group);
        }

        AddGlobal("AssemblyDictionary", bodies.AddMethodBody(dictionary, maxStack: 8));
        var file = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(_metadata), code,
            deterministicIdProvider: content => BlobContentId.FromHash(System.Security.Cryptography.SHA256.HashData(Bytes(content)))).Serialize(file);
        File.WriteAllBytes(path, file.ToArray());
    }

    private void Add(FoundType type, EntityHandle parent, string methodName, List<byte[]> types, IReadOnlyList<string> assemblies)
    {
        foreach (var handle in type.Definition.GetMethods())
        {
            if (type.Reader.StringComparer.Equals(type.Reader.GetMethodDefinition(handle).Name, methodName))
                Add(type, parent, handle, types, assemblies);
        }
    }

    private void Add(FoundType type, EntityHandle parent, MethodDefinitionHandle handle, List<byte[]> types, IReadOnlyList<string> assemblies)
    {
        var method = type.Reader.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0 || method.GetGenericParameters().Count != types.Count)
            return;
        EntityHandle member = Member(parent, type.Reader.GetString(method.Name), _signatures.Of(type.Reader, method));
        if (types.Count > 0)
            member = _metadata.AddMethodSpecification(member, _metadata.GetOrAddBlob(Specification(types)));
        var name = string.Concat(assemblies.Take(1).Concat(assemblies.Skip(1).Where(a => a != assemblies[0]).Distinct().Order(StringComparer.Ordinal)).Select(a => a + ";"));
        if (!_groups.TryGetValue(name, out var group))
            _groups[name] = group = [];
        group.Add(member);
    }

    private MemberReferenceHandle Member(EntityHandle parent, string name, byte[] signature)
    {
        var key = (parent, name, Convert.ToHexString(signature));
        if (!_members.TryGetValue(key, out var member))
        {
            member = _metadata.AddMemberReference(parent, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature));
            _members[key] = member;
        }

        return member;
    }

    private static byte[] Specification(List<byte[]> types)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(0x0a); // GENERICINST of a method, ECMA-335 II.23.2.15
        blob.WriteCompressedInteger(types.Count);
        types.ForEach(blob.WriteBytes);
        return blob.ToArray();
    }

    private MethodDefinitionHandle AddGlobal(string name, int body) => _metadata.AddMethodDefinition(
        MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, _metadata.GetOrAddString(name),
        _metadata.GetOrAddBlob((byte[])[0, 0, (byte)SignatureTypeCode.Void]), body, MetadataTokens.ParameterHandle(1));

    private static void LoadToken(InstructionEncoder code, EntityHandle token)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(token);
        code.OpCode(ILOpCode.Pop);
    }

    private static byte[] Bytes(IEnumerable<Blob> content) => [.. content.SelectMany(blob => blob.GetBytes())];
}
