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
    private static readonly SignatureTypeCode[] InBuffers =
        [SignatureTypeCode.Byte, SignatureTypeCode.Char, SignatureTypeCode.Int32, SignatureTypeCode.UInt32, SignatureTypeCode.UInt64, SignatureTypeCode.UInt16];

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
                Add(type, _types.ReferenceTo(type.Reader, type.Handle), method, [assembly]);
        }
    }

    /// <summary>All overloads of a method. What is not there is left out: the list may be older than the code.</summary>
    /// <param name="typeName">As the runtime's events name it.</param>
    public void Add(string typeName, string methodName)
    {
        if (!typeName.Contains('[', StringComparison.Ordinal))
        {
            foreach (var type in _assemblies.Named(typeName).Where(t => !t.IsGeneric))
                Add(type, _types.ReferenceTo(type.Reader, type.Handle), methodName, [type.Assembly]);
            return;
        }

        var instantiated = new InstantiatedType(_assemblies, _types, typeName);
        if (instantiated.TryRead(out var signature))
            Add(instantiated.Definition, _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(signature)), methodName, instantiated.Assemblies);
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

    private void Add(FoundType type, EntityHandle parent, string methodName, IReadOnlyList<string> assemblies)
    {
        foreach (var handle in type.Definition.GetMethods())
        {
            if (type.Reader.StringComparer.Equals(type.Reader.GetMethodDefinition(handle).Name, methodName))
                Add(type, parent, handle, assemblies);
        }
    }

    private void Add(FoundType type, EntityHandle parent, MethodDefinitionHandle handle, IReadOnlyList<string> assemblies)
    {
        var method = type.Reader.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0)
            return;
        EntityHandle member = Member(parent, type.Reader.GetString(method.Name), _signatures.Of(type.Reader, method));
        var name = string.Concat(assemblies.Take(1).Concat(assemblies.Skip(1).Where(a => a != assemblies[0]).Distinct().Order(StringComparer.Ordinal)).Select(a => a + ";"));
        if (!_groups.TryGetValue(name, out var group))
            _groups[name] = group = [];
        foreach (var instance in Instances(type.Reader, member, method.GetGenericParameters()))
            group.Add(instance);
    }

    /// <summary>
    /// The runtime's events do not say for which types a generic method was compiled: it is compiled for all classes, which share their code, and
    /// where it has one parameter, for what buffers hold and for the structs that its constraint asks for.
    /// </summary>
    private IEnumerable<EntityHandle> Instances(MetadataReader reader, EntityHandle method, GenericParameterHandleCollection parameters)
    {
        if (parameters.Count == 0)
            return [method];
        List<byte[]> types = [SignatureCopy.Named(SignatureCopy.Class, _types.Canon)];
        if (parameters.Count == 1)
        {
            types.AddRange(InBuffers.Select(code => (byte[])[(byte)code]));
            types.AddRange(StructsFor(reader, reader.GetGenericParameter(parameters[0])));
        }

        return types.Select(type => (EntityHandle)_metadata.AddMethodSpecification(method, _metadata.GetOrAddBlob(Specification(parameters.Count, type))));
    }

    private IEnumerable<byte[]> StructsFor(MetadataReader reader, GenericParameter parameter)
    {
        var wanted = parameter.GetConstraints().Select(c => reader.GetGenericParameterConstraint(c).Type).Where(t => t.Kind == HandleKind.TypeDefinition).ToHashSet();
        return wanted.Count == 0 ? [] :
            from handle in reader.TypeDefinitions
            let found = new FoundType(reader, handle)
            where found.IsValueType && found.Definition.GetInterfaceImplementations().Any(i => wanted.Contains(reader.GetInterfaceImplementation(i).Interface))
            select SignatureCopy.Named(SignatureCopy.Value, _types.ReferenceTo(reader, handle));
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

    private static byte[] Specification(int count, byte[] type)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(0x0a); // GENERICINST of a method, ECMA-335 II.23.2.15
        blob.WriteCompressedInteger(count);
        for (var i = 0; i < count; i++)
            blob.WriteBytes(type);
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
