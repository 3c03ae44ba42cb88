namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads one object: the cursor stands on its first brace; fields that are not the kind's own go to <paramref name="meta"/>.</summary>
internal delegate T ReadObject<T>(ref WireReader json, ref ObjectMeta meta);
