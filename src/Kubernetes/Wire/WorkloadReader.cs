using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the built-in kinds that make pods, and Pods.</summary>
internal static class WorkloadReader
{
    /// <summary>The projector of a kind whose <c>spec</c> holds selector and template.</summary>
    public static Projector<Workload> For(string apiVersion, string kind) =>
        new(kind, (ref WireReader json, ref ObjectMeta meta) => Read(ref json, ref meta, apiVersion, kind));

    private static Workload Read(ref WireReader json, ref ObjectMeta meta, string apiVersion, string kind)
    {
        var spec = new SpecFields();
        var rollout = new RolloutFields();
        while (json.NextField())
        {
            if (json.Is("spec"u8) && kind == "Pod") spec.Pod.Read(ref json);
            else if (json.Is("spec"u8)) spec.Read(ref json, ref rollout);
            else if (json.Is("apiVersion"u8)) spec.DefaultsSelector |= json.Text() is "extensions/v1beta1" or "apps/v1beta1";
            else if (json.Is("status"u8) && kind is "Deployment" or "StatefulSet" or "DaemonSet") rollout.ReadStatus(ref json);
            else meta.ReadField(ref json);
        }
        rollout.Generation = meta.Generation;
        return Of(in meta, in spec, in rollout, apiVersion, kind);
    }

    private static Workload Of(in ObjectMeta meta, in SpecFields spec, in RolloutFields rollout, string apiVersion, string kind)
    {
        var template = kind == "Pod" ? PodTemplateReader.Of(in meta, in spec.Pod) : spec.Template ?? PodTemplateReader.Of(new(KeptAnnotations.Ours), new());
        if (spec.ServiceName is { Length: > 0 } headless) template = template with { Subdomain = headless };
        var selector = spec.Selector ?? (kind == "ReplicationController" || spec.DefaultsSelector ? LabelSelector.Of(template.Labels) : null);
        return new()
        {
            Key = new(meta.Namespace, kind, meta.Name),
            ApiVersion = apiVersion,
            Uid = meta.Uid,
            Controller = meta.Controller,
            Selector = WorkloadSelector.For(kind, selector, template.Labels),
            Template = template,
            Annotations = meta.Annotations.Without(static key => !key.StartsWith(Annotations.Prefix, StringComparison.Ordinal)),
            Generation = meta.Generation,
            RolloutFinished = rollout.Finished(kind, isManifest: meta.Uid.Length == 0),
            Terminating = meta.Terminating,
        };
    }

    private struct SpecFields()
    {
        public LabelSelector? Selector;
        public PodTemplate? Template;
        public PodSpecFields Pod = new();
        public string? ServiceName;
        public bool DefaultsSelector;

        public void Read(ref WireReader json, ref RolloutFields rollout)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("selector"u8)) Selector = SelectorReader.ReadEitherShape(ref json);
                else if (json.Is("template"u8)) Template = PodTemplateReader.Read(ref json);
                else if (json.Is("jobTemplate"u8)) ReadJobTemplate(ref json, ref rollout);
                else if (json.Is("replicas"u8)) rollout.WantedReplicas = json.Number() ?? 1;
                else if (json.Is("serviceName"u8)) ServiceName = json.Pooled();
                else json.Skip();
            }
        }

        private void ReadJobTemplate(ref WireReader json, ref RolloutFields rollout)
        {
            if (!json.Object()) return;
            while (json.NextField())
                if (json.Is("spec"u8)) Read(ref json, ref rollout);
                else json.Skip();
        }
    }
}
