using LocalKubernetes.Errors;
using LocalKubernetes.Protobuf;

namespace LocalKubernetes.Http;

/// <summary>Reads Accept headers: the first form that this server can write wins.</summary>
internal static class RepresentationNegotiation
{
    /// <exception cref="ApiException">406: nothing that the client accepts can be written.</exception>
    public static Representation For(string accept)
    {
        if (string.IsNullOrWhiteSpace(accept)) return Representation.Whole;
        foreach (var range in accept.Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*")) continue;
            var wanted = parts.FirstOrDefault(part => part.StartsWith("as=", StringComparison.Ordinal))?[3..];
            if (wanted is null) return Representation.Whole;
            if (!parts.Contains("v=v1") || !parts.Contains("g=meta.k8s.io")) continue;
            if (wanted is "PartialObjectMetadata" or "PartialObjectMetadataList") return Representation.MetadataOnly;
            if (wanted == "Table") return Representation.Table;
        }
        if (accept.Contains(ProtobufEnvelope.MediaType, StringComparison.Ordinal)) return Representation.Protobuf;
        throw ApiErrors.NotAcceptable();
    }
}
