using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>What every object's metadata must satisfy.</summary>
internal static class MetadataValidation
{
    private const int AnnotationBytes = 256 * 1024;

    public static void Validate(ResourceKind kind, JsonObject obj, FieldErrors errors)
    {
        var metadata = obj.Metadata();
        var name = obj.Name();
        if (name.Length == 0) errors.Required("metadata.name", "name or generateName is required");
        else
            foreach (var message in Names.Check(kind.Rules.NameRule, name)) errors.Invalid("metadata.name", name, message);
        Labels(metadata.TextMap("labels"), "metadata.labels", errors);
        Annotations(metadata.TextMap("annotations"), errors);
        Owners(metadata, errors);
        foreach (var finalizer in metadata.Texts("finalizers"))
            foreach (var message in Names.QualifiedName(finalizer)) errors.Invalid("metadata.finalizers", finalizer, message);
    }

    public static void Labels(Dictionary<string, string> labels, string path, FieldErrors errors)
    {
        foreach (var (key, value) in labels)
        {
            foreach (var message in Names.QualifiedName(key)) errors.Invalid(path, key, message);
            foreach (var message in Names.LabelValue(value)) errors.Invalid(path, value, message);
        }
    }

    private static void Annotations(Dictionary<string, string> annotations, FieldErrors errors)
    {
        foreach (var key in annotations.Keys)
            foreach (var message in Names.QualifiedName(key.ToLowerInvariant())) errors.Invalid("metadata.annotations", key, message);
        if (annotations.Sum(pair => pair.Key.Length + pair.Value.Length) > AnnotationBytes)
            errors.TooLong("metadata.annotations", AnnotationBytes);
    }

    private static void Owners(JsonObject metadata, FieldErrors errors)
    {
        var index = 0;
        var controllers = 0;
        foreach (var owner in metadata.Objects("ownerReferences"))
        {
            var path = $"metadata.ownerReferences[{index++}]";
            foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
                if (string.IsNullOrEmpty(owner.Text(field))) errors.Invalid($"{path}.{field}", owner.Text(field) ?? "", $"{(field == "apiVersion" ? "version" : field)} must not be empty");
            if (owner.Flag("controller")) controllers++;
        }
        if (controllers > 1)
            errors.Invalid("metadata.ownerReferences", metadata["ownerReferences"],
                "Only one reference can have Controller set to true. Found \"true\" in references for several owners");
    }
}
