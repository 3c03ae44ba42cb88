using System.Text.Json.Serialization;

namespace NetpolOrleans.Clustering.Kubernetes;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SiloRow))]
internal sealed partial class TableJson : JsonSerializerContext;
