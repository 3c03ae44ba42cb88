using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of configuration, identities and storage.</summary>
internal static class DataTables
{
    public static TableLayout ConfigMaps { get; } = new(
        Column.Named,
        Column.Number("Data", row => (row.Object.Object("data")?.Count ?? 0) + (row.Object.Object("binaryData")?.Count ?? 0)) with { Type = "string" },
        Column.Age);

    public static TableLayout Secrets { get; } = new(
        Column.Named,
        Column.Text("Type", row => row.Object.Text("type")),
        Column.Number("Data", row => row.Object.Object("data")?.Count ?? 0) with { Type = "string" },
        Column.Age);

    public static TableLayout ServiceAccounts { get; } = new(Column.Named, Column.Age);

    public static TableLayout PersistentVolumeClaims { get; } = new(
        Column.Named,
        Column.Text("Status", Phase),
        Column.Text("Volume", row => row.Spec.Text("volumeName")),
        Column.Text("Capacity", row => row.Spec.Text("volumeName") is null ? "" : row.Status.Object("capacity").Text("storage")),
        Column.Text("Access Modes", row => row.Spec.Text("volumeName") is null ? "" : Modes(row.Status)),
        Column.Text("StorageClass", row => row.Spec.Text("storageClassName")),
        Column.Text("VolumeAttributesClass", row => row.Spec.Text("volumeAttributesClassName") ?? "<unset>"),
        Column.Age,
        Column.Text("VolumeMode", row => row.Spec.Text("volumeMode") ?? "<unset>").Wide());

    public static TableLayout PersistentVolumes { get; } = new(
        Column.Named,
        Column.Text("Capacity", row => row.Spec.Object("capacity").Text("storage")),
        Column.Text("Access Modes", row => Modes(row.Spec)),
        Column.Text("Reclaim Policy", row => row.Spec.Text("persistentVolumeReclaimPolicy")),
        Column.Text("Status", Phase),
        Column.Text("Claim", row => row.Spec.Object("claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : ""),
        Column.Text("StorageClass", row => row.Spec.Text("storageClassName")),
        Column.Text("VolumeAttributesClass", row => row.Spec.Text("volumeAttributesClassName") ?? "<unset>"),
        Column.Text("Reason", row => row.Status.Text("reason")),
        Column.Age,
        Column.Text("VolumeMode", row => row.Spec.Text("volumeMode") ?? "<unset>").Wide());

    public static TableLayout StorageClasses { get; } = new(
        new Column("Name", row => row.Name + (row.Object.Annotation("storageclass.kubernetes.io/is-default-class") == "true" ? " (default)" : "")) { Format = "name" },
        Column.Text("Provisioner", row => row.Object.Text("provisioner")),
        Column.Text("ReclaimPolicy", row => row.Object.Text("reclaimPolicy") ?? "Delete"),
        Column.Text("VolumeBindingMode", row => row.Object.Text("volumeBindingMode") ?? "Immediate"),
        new Column("AllowVolumeExpansion", row => row.Object.Flag("allowVolumeExpansion")),
        Column.Age);

    private static string Phase(Row row) => row.IsDeleting ? "Terminating" : row.Status.Text("phase") ?? "";

    private static string Modes(JsonNode? holder) => string.Join(',', holder.Texts("accessModes").Distinct().Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other,
    }));
}
