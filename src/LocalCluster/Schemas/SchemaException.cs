namespace LocalKubernetes.Schemas;

/// <summary>A value of another type than its field's; the message is the one of a real server's decoder.</summary>
internal sealed class SchemaException(string message) : Exception(message);
