using System.Globalization;

namespace NetpolOrleans.Access;

/// <summary>
/// A workload as clusters have them, 6 KB of JSON: twelve variables of which three name peers, probes, resources, two managers' fields, status; its
/// Service; and the policy that it gets.
/// </summary>
internal sealed class Sample(int number, int namespaces, int workloads)
{
    private static readonly string[] Managers = ["kubectl-client-side-apply", "kube-controller-manager"];

    public string Namespace => NamespaceOf(number);

    public static string NamespaceOf(int number, int namespaces) => string.Create(CultureInfo.InvariantCulture, $"team-{number % namespaces:000}");

    public string Deployment => $$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{Name(number)}}","namespace":"{{Namespace}}","labels":{{Labels(number)}},
        "annotations":{"deployment.kubernetes.io/revision":"7","meta.helm.sh/release-name":"{{Name(number)}}","meta.helm.sh/release-namespace":"{{Namespace}}"},
        "managedFields":[{{string.Join(',', Managers.Select(Managed))}}]},
        "spec":{"replicas":3,"selector":{"matchLabels":{"app.kubernetes.io/name":"{{Name(number)}}","app.kubernetes.io/instance":"{{Namespace}}"} },
        "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":0} },
        "template":{"metadata":{"labels":{{Labels(number)}},"annotations":{"checksum/config":"{{number:x40}}"} },
        "spec":{"serviceAccountName":"{{Name(number)}}","terminationGracePeriodSeconds":30,"securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"} },
        "containers":[{"name":"app","image":"registry.example.com/shop/{{Name(number)}}:1.{{number}}.0","imagePullPolicy":"IfNotPresent",
        "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"},{"name":"metrics","containerPort":9090,"protocol":"TCP"}],
        "env":[{{Variables()}}],
        "resources":{"requests":{"cpu":"100m","memory":"256Mi"},"limits":{"memory":"512Mi"} },
        "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"initialDelaySeconds":10,"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
        "readinessProbe":{"httpGet":{"path":"/ready","port":"http","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":5,"successThreshold":1,"failureThreshold":3},
        "volumeMounts":[{"name":"tmp","mountPath":"/tmp"},{"name":"config","mountPath":"/etc/app","readOnly":true}],
        "securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]} } }],
        "volumes":[{"name":"tmp","emptyDir":{} },{"name":"config","configMap":{"name":"{{Name(number)}}","defaultMode":420} }]} } },
        "status":{"observedGeneration":7,"replicas":3,"updatedReplicas":3,"readyReplicas":3,"availableReplicas":3,"conditions":[
        {"type":"Available","status":"True","lastUpdateTime":"2026-11-02T08:00:00Z","lastTransitionTime":"2026-11-02T08:00:00Z","reason":"MinimumReplicasAvailable","message":"Deployment has minimum availability."},
        {"type":"Progressing","status":"True","lastUpdateTime":"2026-11-20T09:30:00Z","lastTransitionTime":"2026-11-02T07:59:20Z","reason":"NewReplicaSetAvailable","message":"ReplicaSet \"{{Name(number)}}-6d4cf56db6\" has successfully progressed."}]} }
        """;

    public string Service => $$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{Name(number)}}","namespace":"{{Namespace}}","labels":{{Labels(number)}} },
        "spec":{"type":"ClusterIP","selector":{"app.kubernetes.io/name":"{{Name(number)}}","app.kubernetes.io/instance":"{{Namespace}}"},
        "ports":[{"name":"http","port":80,"targetPort":"http","protocol":"TCP"}]} }
        """;

    /// <summary>From ingress controllers, its own pods and two clients; to its own pods, DNS and three servers.</summary>
    public string PolicyOwnedBy(string uid) => $$"""
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deployment-{{Name(number)}}","namespace":"{{Namespace}}",
        "labels":{"app.kubernetes.io/managed-by":"netpol-orleans"},
        "annotations":{"netpol-orleans.io/instance":"netpol-orleans","netpol-orleans.io/workload":"Deployment/{{Name(number)}}","netpol-orleans.io/workload-uid":"{{uid}}"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"{{Name(number)}}","uid":"{{uid}}","controller":true}]},
        "spec":{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"{{Name(number)}}","app.kubernetes.io/instance":"{{Namespace}}"} },"policyTypes":["Ingress","Egress"],
        "ingress":[{"from":[{{Controllers}},{{Own}}]},{"from":[{{Pods(number + 1)}},{{Pods(number + 17)}}],"ports":[{"port":"http","protocol":"TCP"}]}],
        "egress":[{"to":[{{Controllers}},{{Own}}]},{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"} },"podSelector":{"matchLabels":{"k8s-app":"kube-dns"} } }],"ports":[{"port":53,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]},
        {"to":[{{Pods(number + 2)}},{{Pods(number + 3)}},{{Pods(number + namespaces)}}],"ports":[{"port":"http","protocol":"TCP"}]}]} }
        """;

    private static string Controllers => string.Join(',', Enumerable.Range(0, 7).Select(which => $$"""
        {"namespaceSelector":{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"In","values":["ingress-nginx","kube-system","traefik","haproxy-controller","projectcontour","nginx-ingress"]}]},"podSelector":{"matchLabels":{"app.kubernetes.io/name":"controller-{{which}}"} } }
        """));

    private string Own => $$"""{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"{{Name(number)}}","app.kubernetes.io/instance":"{{Namespace}}"} } }""";

    private string NamespaceOf(int other) => NamespaceOf(other % workloads, namespaces);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"service-{number:00000}");

    private string Labels(int which) => $$"""{"app.kubernetes.io/name":"{{Name(which)}}","app.kubernetes.io/instance":"{{NamespaceOf(which)}}","app.kubernetes.io/managed-by":"Helm"}""";

    private string Pods(int other) => $$"""{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"{{NamespaceOf(other)}}"} },"podSelector":{"matchLabels":{"app.kubernetes.io/name":"{{Name(other % workloads)}}","app.kubernetes.io/instance":"{{NamespaceOf(other)}}"} } }""";

    private string Host(int other) => $"{Name(other % workloads)}.{NamespaceOf(other)}.svc.cluster.local";

    private string Variables() => string.Join(',', new (string Name, string Value)[]
    {
        ("ORDERS_URL", $"http://{Host(number + 2)}:80/api/v1"), ("CART_HOST", Host(number + 3)), ("AUDIT_ADDR", $"{Host(number + namespaces)}:80"),
        ("LOG_LEVEL", "info"), ("PORT", "8080"), ("ENVIRONMENT", "production"), ("OTEL_SERVICE_NAME", Name(number)), ("REGION", "eu-central-1"),
        ("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=75 -XX:+UseG1GC"), ("FEATURE_FLAGS", $"checkout-v2,search-{number % 10}"), ("DB_NAME", $"db_{number:00000}"), ("CACHE_TTL", "300"),
    }.Select(each => $$"""{"name":"{{each.Name}}","value":"{{each.Value}}"}"""));

    private static string Managed(string manager) => $$$"""
        {"manager":"{{{manager}}}","operation":"Update","apiVersion":"apps/v1","time":"2026-11-20T09:30:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:meta.helm.sh/release-name":{} },
        "f:labels":{".":{},"f:app.kubernetes.io/instance":{},"f:app.kubernetes.io/managed-by":{},"f:app.kubernetes.io/name":{} } },"f:spec":{"f:progressDeadlineSeconds":{},"f:replicas":{},"f:revisionHistoryLimit":{},"f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{},"f:maxUnavailable":{} },"f:type":{} },
        "f:template":{"f:metadata":{"f:labels":{} },"f:spec":{"f:containers":{"k:{\"name\":\"app\"}":{".":{},"f:env":{".":{},"k:{\"name\":\"ORDERS_URL\"}":{".":{},"f:name":{},"f:value":{} },"k:{\"name\":\"CART_HOST\"}":{".":{},"f:name":{},"f:value":{} } },"f:image":{},"f:imagePullPolicy":{},"f:livenessProbe":{},"f:name":{},"f:ports":{},"f:resources":{} } } } } } } }
        """;
}
