using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PeerSlot.Profile;

/// <summary>A method's signature, written again with the profile's own references to types (ECMA-335 II.23.2).</summary>
internal sealed class SignatureCopy(ProfileTypes types) : ISignatureTypeProvider<byte[], object?>
{
    /// <summary>ELEMENT_TYPE_CLASS and ELEMENT_TYPE_VALUETYPE, ECMA-335 II.23.1.16.</summary>
    public const byte Class = 0x12, Value = 0x11;

    public byte[] Of(MetadataReader reader, MethodDefinition method)
    {
        var signature = method.DecodeSignature(this, null);
        var blob = new BlobBuilder();
        blob.WriteByte(signature.Header.RawValue);
        if (signature.Header.IsGeneric)
            blob.WriteCompressedInteger(signature.GenericParameterCount);
        Write(blob, signature);
        return blob.ToArray();
    }

    public byte[] GetPrimitiveType(PrimitiveTypeCode typeCode) => [(byte)typeCode];

    public byte[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(rawTypeKind, types.ReferenceTo(reader, handle));

    public byte[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Named(rawTypeKind, types.ReferenceTo(reader, handle));

    public byte[] GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public byte[] GetGenericInstantiation(byte[] genericType, ImmutableArray<byte[]> typeArguments)
    {
        var blob = Begin((byte)SignatureTypeCode.GenericTypeInstance, genericType);
        blob.WriteCompressedInteger(typeArguments.Length);
        foreach (var argument in typeArguments)
            blob.WriteBytes(argument);
        return blob.ToArray();
    }

    public byte[] GetSZArrayType(byte[] elementType) => Begin((byte)SignatureTypeCode.SZArray, elementType).ToArray();

    public byte[] GetPointerType(byte[] elementType) => Begin((byte)SignatureTypeCode.Pointer, elementType).ToArray();

    public byte[] GetByReferenceType(byte[] elementType) => Begin((byte)SignatureTypeCode.ByReference, elementType).ToArray();

    public byte[] GetPinnedType(byte[] elementType) => Begin((byte)SignatureTypeCode.Pinned, elementType).ToArray();

    public byte[] GetGenericTypeParameter(object? genericContext, int index) => Parameter(SignatureTypeCode.GenericTypeParameter, index);

    public byte[] GetGenericMethodParameter(object? genericContext, int index) => Parameter(SignatureTypeCode.GenericMethodParameter, index);

    public byte[] GetArrayType(byte[] elementType, ArrayShape shape)
    {
        var blob = Begin((byte)SignatureTypeCode.Array, elementType);
        blob.WriteCompressedInteger(shape.Rank);
        blob.WriteCompressedInteger(shape.Sizes.Length);
        foreach (var size in shape.Sizes)
            blob.WriteCompressedInteger(size);
        blob.WriteCompressedInteger(shape.LowerBounds.Length);
        foreach (var bound in shape.LowerBounds)
            blob.WriteCompressedSignedInteger(bound);
        return blob.ToArray();
    }

    public byte[] GetModifiedType(byte[] modifier, byte[] unmodifiedType, bool isRequired)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)(isRequired ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier));
        // A modifier is a token without the word whether it is a class.
        blob.WriteBytes(modifier, 1, modifier.Length - 1);
        blob.WriteBytes(unmodifiedType);
        return blob.ToArray();
    }

    public byte[] GetFunctionPointerType(MethodSignature<byte[]> signature)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)SignatureTypeCode.FunctionPointer);
        blob.WriteByte(signature.Header.RawValue);
        Write(blob, signature);
        return blob.ToArray();
    }

    /// <param name="rawTypeKind"><see cref="Class"/> or <see cref="Value"/>; 0 in a modifier, where the byte is dropped again.</param>
    public static byte[] Named(byte rawTypeKind, EntityHandle reference)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(rawTypeKind);
        blob.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(reference));
        return blob.ToArray();
    }

    private static void Write(BlobBuilder blob, MethodSignature<byte[]> signature)
    {
        blob.WriteCompressedInteger(signature.ParameterTypes.Length);
        blob.WriteBytes(signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
            blob.WriteBytes(parameter);
    }

    private static BlobBuilder Begin(byte code, byte[] type)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(code);
        blob.WriteBytes(type);
        return blob;
    }

    private static byte[] Parameter(SignatureTypeCode code, int index)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)code);
        blob.WriteCompressedInteger(index);
        return blob.ToArray();
    }
}
