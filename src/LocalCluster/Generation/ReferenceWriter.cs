using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Generation;

/// <summary>Writes references into a workload's container, and into its ConfigMap where the form wants one.</summary>
internal sealed class ReferenceWriter(string scope, string workload, JsonObject pod, JsonObject container)
{
    private readonly JsonObject data = [];
    private int count;

    /// <summary>The workload's ConfigMap; null when no reference needed one.</summary>
    public JsonObject? ConfigMap => data.Count == 0 ? null : new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = MapName, ["namespace"] = scope },
        ["data"] = data.Copy(),
    };

    private string MapName => $"{workload}-settings";

    public void Write(ReferenceForm form, GeneratedServer server)
    {
        var number = count++.ToString(CultureInfo.InvariantCulture);
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var host = server.HostFrom(scope);
        switch (form)
        {
            case ReferenceForm.HostAndPort:
                Variable($"UPSTREAM_{number}_ADDR", $"{host}:{port}");
                break;
            case ReferenceForm.Url:
                Variable($"UPSTREAM_{number}_URL", $"http://{server.Qualified}:{port}/api");
                break;
            case ReferenceForm.Jdbc:
                Variable($"DATABASE_{number}_URL", $"jdbc:postgresql://{host}:{port}/main?sslmode=disable");
                break;
            case ReferenceForm.ConnectionString:
                Variable($"DATABASE_{number}_DSN", $"Host={host};Port={port};Username=app;Password=secret");
                break;
            case ReferenceForm.HostPortPair:
                Variable($"PEER{number}_HOST", host);
                Variable($"PEER{number}_PORT", port);
                break;
            case ReferenceForm.List:
                Variable($"BROKERS_{number}", $"{host}:{port},{server.Qualified}:{port}");
                break;
            case ReferenceForm.Argument:
                Items(container, "args").Add($"--upstream-{number}={host}:{port}");
                break;
            case ReferenceForm.ShellWords:
                Items(pod, "initContainers").Add(new JsonObject
                {
                    ["name"] = $"wait-{number}",
                    ["image"] = "registry.test/shell:1",
                    ["command"] = new JsonArray("sh", "-c", $"until nc -z {host} {port}; do sleep 1; done"),
                });
                break;
            case ReferenceForm.Expansion:
                Variable($"BACKEND{number}_HOST", host);
                Variable($"BACKEND{number}_URL", $"http://$(BACKEND{number}_HOST):{port}");
                break;
            default:
                WriteToMap(form, number, host, port);
                break;
        }
    }

    private void WriteToMap(ReferenceForm form, string number, string host, string port)
    {
        switch (form)
        {
            case ReferenceForm.ConfigMapKey:
                data[$"upstream.{number}.url"] = $"http://{host}:{port}";
                Items(container, "env").Add(new JsonObject
                {
                    ["name"] = $"CONFIGURED_{number}_URL",
                    ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = new JsonObject { ["name"] = MapName, ["key"] = $"upstream.{number}.url" } },
                });
                break;
            case ReferenceForm.ConfigMapPrefix:
                data[$"SERVER_{number}_ADDR"] = $"{host}:{port}";
                if (container.Array("envFrom") is null)
                    Items(container, "envFrom").Add(new JsonObject { ["prefix"] = "APP_", ["configMapRef"] = new JsonObject { ["name"] = MapName } });
                break;
            default:
                data[$"server-{number}.yaml"] = $"# where requests go\nserver:\n  url: http://{host}:{port}\n";
                Mount();
                break;
        }
    }

    private void Mount()
    {
        if (container.Array("volumeMounts") is not null) return;
        Items(container, "volumeMounts").Add(new JsonObject { ["name"] = "settings", ["mountPath"] = "/etc/app" });
        Items(pod, "volumes").Add(new JsonObject { ["name"] = "settings", ["configMap"] = new JsonObject { ["name"] = MapName } });
    }

    private void Variable(string name, string value) => Items(container, "env").Add(new JsonObject { ["name"] = name, ["value"] = value });

    private static JsonArray Items(JsonObject parent, string name)
    {
        if (parent.Array(name) is { } list) return list;
        parent[name] = list = [];
        return list;
    }
}
