using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PeerSlot.Profile;

/// <summary>A type's definition in one of the assemblies that are published.</summary>
internal readonly record struct FoundType(MetadataReader Reader, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Reader.GetTypeDefinition(Handle);

    public string Assembly => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    public bool IsGeneric => Definition.GetGenericParameters().Count > 0;

    /// <summary>Whether its values are on the stack: a signature has to say so (ECMA-335 II.23.2.12).</summary>
    public bool IsValueType
    {
        get
        {
            var parent = Definition.BaseType;
            if (parent.IsNil)
                return false;
            var (space, name) = parent.Kind switch
            {
                HandleKind.TypeReference => Name(Reader.GetTypeReference((TypeReferenceHandle)parent)),
                HandleKind.TypeDefinition => Name(Reader.GetTypeDefinition((TypeDefinitionHandle)parent)),
                _ => ("", ""),
            };
            return space == "System" && (name == "Enum" || (name == "ValueType" && !Reader.StringComparer.Equals(Definition.Name, "Enum")));
        }
    }

    private (string Space, string Name) Name(TypeReference type) => (Reader.GetString(type.Namespace), Reader.GetString(type.Name));

    private (string Space, string Name) Name(TypeDefinition type) => (Reader.GetString(type.Namespace), Reader.GetString(type.Name));
}

/// <summary>The trimmed assemblies, and their types by name, as the runtime's events write it: <c>Space.Outer`1+Inner</c>.</summary>
internal sealed class LinkedAssemblies : IDisposable
{
    private readonly List<PEReader> _files = [];
    private readonly Dictionary<string, List<FoundType>> _types = [];

    public LinkedAssemblies(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var file = new PEReader(File.OpenRead(path));
            _files.Add(file);
            var reader = file.GetMetadataReader();
            foreach (var handle in reader.TypeDefinitions)
            {
                var name = NameOf(reader, handle);
                if (!_types.TryGetValue(name, out var types))
                    _types[name] = types = [];
                types.Add(new FoundType(reader, handle));
            }
        }
    }

    /// <summary>All of that name: names of internal types occur in several assemblies.</summary>
    public IReadOnlyList<FoundType> Named(string name) => _types.TryGetValue(name, out var types) ? types : [];

    public IEnumerable<FoundType> TypesOf(string assembly)
    {
        var reader = _files.Select(f => f.GetMetadataReader()).First(r => r.StringComparer.Equals(r.GetAssemblyDefinition().Name, assembly));
        return reader.TypeDefinitions.Select(handle => new FoundType(reader, handle));
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
            return NameOf(reader, type.GetDeclaringType()) + "+" + name;
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }
}
