namespace LocalKubernetes.Generation;

/// <summary>A reference that was generated: who talks to which Service on which port, and how it is written down.</summary>
public sealed record GeneratedConnection(string ClientNamespace, string Client, string ServerNamespace, string Server, int Port, ReferenceForm Form);
