using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

public sealed class WorkloadReaderTests
{
    private const string Template = """{"metadata":{"labels":{"app":"web","pod-template-hash":"x"}},"spec":{"containers":[{"name":"c"}]}}""";

    [Fact]
    public void A_Deployment_keeps_what_policies_depend_on()
    {
        var web = Projectors.Deployment.Read("""
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"web","namespace":"shop","uid":"u1","resourceVersion":"12","generation":3,
               "labels":{"not":"kept"},"deletionTimestamp":null,
               "annotations":{"netpol-orleans.io/mode":"observe","prometheus.io/scrape":"true","kubectl.kubernetes.io/last-applied-configuration":"{}"},
               "managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{"f:replicas":{}}}}]},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In","values":["a","b"]}]},
               "template":{"metadata":{"labels":{"app":"web","tier":"a"},"annotations":{"prometheus.io/port":"8080","other":"x"}},
                 "spec":{
                   "containers":[{"name":"main","image":"web:1","command":["/bin/sh","-c"],"args":["nc -z db 5432"],
                     "ports":[{"name":"http","containerPort":8080},{"containerPort":53,"protocol":"UDP","hostPort":53}],
                     "env":[{"name":"A","value":"cart"},{"name":"EMPTY"},
                       {"name":"B","valueFrom":{"configMapKeyRef":{"name":"cm","key":"k","optional":true}}},
                       {"name":"C","valueFrom":{"secretKeyRef":{"name":"s","key":"k2"}}},
                       {"name":"D","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}}],
                     "envFrom":[{"prefix":"P_","configMapRef":{"name":"all"}},{"secretRef":{"name":"sec"}}],
                     "livenessProbe":{"httpGet":{"path":"/","port":"http","scheme":"HTTP"}},
                     "readinessProbe":{"tcpSocket":{"port":8081}},"startupProbe":{"grpc":{"port":9000}},
                     "volumeMounts":[{"name":"conf","mountPath":"/etc"},{"name":"data","mountPath":"/data"}],
                     "resources":{"limits":{"cpu":"1"}}}],
                   "initContainers":[{"name":"init","restartPolicy":"Always"}],
                   "volumes":[{"name":"conf","configMap":{"name":"cm","items":[{"key":"a.conf","path":"a.conf"}]}},
                     {"name":"data","emptyDir":{}},
                     {"name":"sec","secret":{"secretName":"s"}},
                     {"name":"all","projected":{"sources":[{"configMap":{"name":"cm2"}},{"serviceAccountToken":{"path":"token"}}]}}],
                   "serviceAccountName":"web","automountServiceAccountToken":false,"terminationGracePeriodSeconds":5,
                   "subdomain":"sub","hostNetwork":false}}},
             "status":{"observedGeneration":3,"replicas":2,"updatedReplicas":2,"readyReplicas":2,"conditions":[{"type":"Available"}]}}
            """);

        var main = new Container
        {
            Name = "main",
            Command = ["/bin/sh", "-c"],
            Args = ["nc -z db 5432"],
            Env =
            [
                new EnvVar("A", "cart"), new EnvVar("EMPTY", ""), new EnvVar("B", null, configMap: new("cm", "k")),
                new EnvVar("C", null, secret: new("s", "k2")), new EnvVar("D", null, fieldPath: "metadata.namespace"),
            ],
            EnvFrom = [new("all", "P_"), new("sec", "", IsSecret: true)],
            Ports = [new("http", 8080, Protocol.TCP, null), new(null, 53, Protocol.UDP, 53)],
            ProbePorts = [8081, 9000, PortValue.Named("http")],
            MountedVolumes = ["conf"],
        };
        Assert.Equal(
            new Workload
            {
                Key = new("shop", "Deployment", "web"),
                ApiVersion = "apps/v1",
                Uid = "u1",
                Selector = new(Labels.Of(("app", "web")), [new("tier", LabelOperator.In, ["a", "b"])]),
                Template = new()
                {
                    Labels = Labels.Of(("app", "web"), ("tier", "a")),
                    Annotations = Labels.Of(("prometheus.io/port", "8080")),
                    Containers = [new Container { Name = "init", IsInit = true }, main],
                    Files = [new("conf", "cm", ["a.conf"]), new("sec", "s", [], IsSecret: true), new("all", "cm2", [])],
                    ServiceAccountName = "web",
                    AutomountToken = false,
                    ProjectsToken = true,
                    GracePeriodSeconds = 5,
                    Subdomain = "sub",
                },
                Annotations = Labels.Of(("netpol-orleans.io/mode", "observe")),
                Generation = 3,
                RolloutFinished = true,
            },
            web);
    }

    [Fact]
    public void The_defaults_of_the_API_hold_where_a_manifest_leaves_fields_out()
    {
        var web = Projectors.Deployment.Read(
            """{"metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","ports":[{"containerPort":80}]}]}}}}""");

        Assert.Equal(("default", 30, null, true), (web.Template.ServiceAccountName, web.Template.GracePeriodSeconds, web.Template.AutomountToken, web.RolloutFinished));
        Assert.Equal(new ContainerPort(null, 80, Protocol.TCP, null), Assert.Single(web.Template.Containers[0].Ports));
    }

    [Fact]
    public void A_Pod_is_its_own_template_and_selected_by_its_stable_labels()
    {
        var pod = Projectors.Pod.Read(
            """{"metadata":{"name":"p","namespace":"shop","uid":"u","labels":{"app":"p","pod-template-hash":"x"}},"spec":{"containers":[{"name":"c"}],"volumes":[{"name":"kube-api-access-x1","projected":{"sources":[{"serviceAccountToken":{"path":"token"}},{"configMap":{"name":"kube-root-ca.crt"}}]}}],"hostNetwork":true},"status":{"phase":"Running"}}""");

        Assert.Equal(LabelSelector.Of(("app", "p")), pod.Selector);
        Assert.Equal("x", pod.Template.Labels["pod-template-hash"]);
        Assert.True(pod.Template.HostNetwork);
        Assert.False(pod.Template.ProjectsToken);
        Assert.Empty(pod.Template.Files);
    }

    [Fact]
    public void A_CronJob_is_selected_by_its_stable_labels_and_the_Job_label()
    {
        var job = Projectors.CronJob.Read(
            $$$"""{"metadata":{"name":"j","namespace":"shop"},"spec":{"schedule":"* * * * *","jobTemplate":{"spec":{"template":{{{Template}}} } } } }""");

        Assert.Equal("app=web,batch.kubernetes.io/job-name", job.Selector.ToString());
    }

    [Fact]
    public void A_controller_is_kept_and_a_mere_owner_is_not()
    {
        var owned = Projectors.ReplicaSet.Read(
            $$$"""{"metadata":{"name":"r","namespace":"shop","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"1"},{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"2","controller":true}]},"spec":{"selector":{"matchLabels":{"app":"web"}},"template":{{{Template}}} } }""");

        Assert.Equal(new OwnerRef("apps/v1", "Deployment", "web", "2"), owned.Controller);
    }

    [Theory]
    [InlineData("""{"app":"rc"}""", "app=rc")]
    [InlineData("null", "app=web,pod-template-hash=x")]
    public void A_ReplicationController_has_a_plain_selector_or_its_templates_labels(string selector, string expected)
    {
        var controller = Projectors.ReplicationController.Read(
            $$$"""{"metadata":{"name":"r","namespace":"shop"},"spec":{"selector":{{{selector}}},"template":{{{Template}}} } }""");

        Assert.Equal(expected, controller.Selector.ToString());
    }

    [Fact]
    public void A_StatefulSets_pods_are_named_by_its_headless_Service()
    {
        var set = Projectors.StatefulSet.Read(
            $$$"""{"metadata":{"name":"db","namespace":"shop"},"spec":{"serviceName":"db-headless","selector":{"matchLabels":{"app":"web"}},"template":{{{Template}}} } }""");

        Assert.Equal("db-headless", set.Template.Subdomain);
    }

    [Fact]
    public void A_custom_kind_is_read_by_its_paths()
    {
        var kind = new CustomWorkloadKind(new ResourceKind("argoproj.io", "v1alpha1", "rollouts", "Rollout"), "spec.inner.template", "spec.inner.pods");

        var rollout = Projectors.Custom(kind).Read(
            $$$"""{"kind":"Rollout","metadata":{"name":"r","namespace":"shop","uid":"u"},"spec":{"other":{"template":1},"inner":{"template":{{{Template}}},"pods":{"matchLabels":{"app":"web"} } } } }""");

        Assert.Equal(("argoproj.io/v1alpha1", "app=web"), (rollout.ApiVersion, rollout.Selector.ToString()));
        Assert.Equal("c", rollout.Template.Containers[0].Name);
    }

    [Fact]
    public void A_custom_kind_without_a_selector_is_selected_by_a_label_that_names_it()
    {
        var kind = new CustomWorkloadKind(new ResourceKind("serving.knative.dev", "v1", "services", "Service"), SelectorPath: null, NameLabel: "serving.knative.dev/service");

        var service = Projectors.Custom(kind).Read($$$"""{"metadata":{"name":"hello","namespace":"shop"},"spec":{"template":{{{Template}}} } }""");

        Assert.Equal("serving.knative.dev/service=hello", service.Selector.ToString());
    }

    [Fact]
    public void A_custom_object_without_a_template_is_set_aside()
    {
        var kind = new CustomWorkloadKind(new ResourceKind("argoproj.io", "v1alpha1", "rollouts", "Rollout"));

        var (reason, detail) = Projectors.Custom(kind).Refuse("""{"metadata":{"name":"r"},"spec":{"workloadRef":{"name":"web"}}}""");

        Assert.Equal(SetAsideReason.NoTemplate, reason);
        Assert.StartsWith("no pod template at 'spec.template'; ", detail);
    }
}
