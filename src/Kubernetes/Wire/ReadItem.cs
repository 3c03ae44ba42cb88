namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the value that the cursor stands on, whole.</summary>
internal delegate T ReadItem<T>(ref WireReader json);
