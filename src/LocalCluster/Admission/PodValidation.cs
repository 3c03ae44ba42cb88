using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Validation of a pod's spec: containers, ports, environment.</summary>
internal static class PodValidation
{
    public static void Spec(JsonObject? spec, string path, FieldErrors errors)
    {
        var containers = spec.Objects("containers").ToList();
        if (containers.Count == 0) errors.Required($"{path}.containers");
        var names = new HashSet<string>();
        Containers(containers, $"{path}.containers", names, errors);
        Containers([.. spec.Objects("initContainers")], $"{path}.initContainers", names, errors);
        if (spec.Text("restartPolicy") is not ("Always" or "OnFailure" or "Never"))
            errors.NotSupported($"{path}.restartPolicy", spec?["restartPolicy"], "Always", "OnFailure", "Never");
    }

    private static void Containers(List<JsonObject> containers, string path, HashSet<string> names, FieldErrors errors)
    {
        for (var index = 0; index < containers.Count; index++)
        {
            var (container, at) = (containers[index], $"{path}[{index}]");
            var name = container.Text("name") ?? "";
            if (name.Length == 0) errors.Required($"{at}.name");
            else if (!names.Add(name)) errors.Duplicate($"{at}.name", name);
            else
                foreach (var message in Names.Label(name)) errors.Invalid($"{at}.name", name, message);
            if (string.IsNullOrEmpty(container.Text("image"))) errors.Required($"{at}.image");
            Ports(container, at, errors);
            Environment(container, at, errors);
        }
    }

    private static void Ports(JsonObject container, string path, FieldErrors errors)
    {
        var index = 0;
        foreach (var port in container.Objects("ports"))
        {
            var at = $"{path}.ports[{index++}]";
            if (port.Text("name") is { Length: > 0 } name)
                foreach (var message in Names.PortName(name)) errors.Invalid($"{at}.name", name, message);
            if (port.Number("containerPort") is not { } number) errors.Required($"{at}.containerPort");
            else
                foreach (var message in Names.PortNumber(number)) errors.Invalid($"{at}.containerPort", number, message);
            if (port.Text("protocol") is not ("TCP" or "UDP" or "SCTP")) errors.NotSupported($"{at}.protocol", port["protocol"], "SCTP", "TCP", "UDP");
        }
    }

    private static void Environment(JsonObject container, string path, FieldErrors errors)
    {
        var index = 0;
        foreach (var variable in container.Objects("env"))
        {
            var at = $"{path}.env[{index++}]";
            var name = variable.Text("name") ?? "";
            if (name.Length == 0) errors.Required($"{at}.name");
            else if (name.Any(letter => letter is < ' ' or > '~' or '='))
                errors.Invalid($"{at}.name", name, "a valid environment variable name must consist only of printable ASCII characters other than '='");
            if (variable.Object("valueFrom") is not null && !string.IsNullOrEmpty(variable.Text("value")))
                errors.Invalid($"{at}.valueFrom", "", "may not be specified when `value` is not empty");
        }
    }
}
