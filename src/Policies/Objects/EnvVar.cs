namespace NetpolOrleans.Policies.Objects;

/// <summary>A container's variable: exactly one of the sources is set; a literal without text is empty.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">The literal <c>value</c>, with <c>$(VAR)</c> not yet expanded, or null.</param>
/// <param name="ConfigMap"><c>valueFrom.configMapKeyRef</c>, or null.</param>
/// <param name="Secret"><c>valueFrom.secretKeyRef</c>, or null; read only where the operator switched it on.</param>
/// <param name="FieldPath"><c>valueFrom.fieldRef.fieldPath</c>, such as <c>metadata.namespace</c>, or null.</param>
public sealed record EnvVar(string Name, string? Value, KeyRef? ConfigMap = null, KeyRef? Secret = null, string? FieldPath = null);
