using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PeerSlot.Profile;

/// <summary>The profile's references to types, each once.</summary>
internal sealed class ProfileTypes(MetadataBuilder metadata)
{
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = [];
    private readonly Dictionary<(EntityHandle Scope, string Space, string Name), EntityHandle> _types = [];

    /// <summary>What stands for any class in code that instantiations share; crossgen2 knows it by this assembly's name.</summary>
    public EntityHandle Canon => Reference(Assembly("System.Private.Canon"), "System", "__Canon");

    public EntityHandle ReferenceTo(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        EntityHandle scope = outer.IsNil ? Assembly(reader.GetString(reader.GetAssemblyDefinition().Name)) : ReferenceTo(reader, outer);
        return Reference(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public EntityHandle ReferenceTo(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        EntityHandle scope = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? ReferenceTo(reader, (TypeReferenceHandle)type.ResolutionScope)
            : Assembly(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name));
        return Reference(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private EntityHandle Reference(EntityHandle scope, string space, string name)
    {
        if (!_types.TryGetValue((scope, space, name), out var found))
        {
            found = metadata.AddTypeReference(scope, metadata.GetOrAddString(space), metadata.GetOrAddString(name));
            _types[(scope, space, name)] = found;
        }

        return found;
    }

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (!_assemblies.TryGetValue(name, out var found))
        {
            found = metadata.AddAssemblyReference(metadata.GetOrAddString(name), new Version(0, 0, 0, 0), default, default, default, default);
            _assemblies[name] = found;
        }

        return found;
    }
}
