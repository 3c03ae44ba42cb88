namespace LocalKubernetes.Generation;

/// <summary>A workload before its references are drawn.</summary>
internal sealed record GeneratedDraft(string Namespace, string Name, string Kind, int Port, bool Serves, int Replicas);
