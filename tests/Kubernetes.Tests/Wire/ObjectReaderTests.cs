using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

/// <summary>The kinds other than workloads and policies.</summary>
public sealed class ObjectReaderTests
{
    [Fact]
    public void A_Service_has_the_APIs_defaults()
    {
        var service = Projectors.Service.Read(
            """{"metadata":{"name":"web","namespace":"shop","labels":{"l":"1"},"annotations":{"prometheus.io/scrape":"true","x":"y"}},"spec":{"clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1","fd00::1"],"selector":{"app":"web"},"ports":[{"port":80},{"name":"dns","port":53,"protocol":"UDP","targetPort":"dns","nodePort":30053},{"port":81,"targetPort":8081}]}}""");

        Assert.Equal(
            new Service
            {
                Name = new("shop", "web"),
                ClusterIPs = ["10.0.0.1", "fd00::1"],
                Selector = Labels.Of(("app", "web")),
                Ports =
                [
                    new(null, 80, 80, Protocol.TCP), new("dns", 53, PortValue.Named("dns"), Protocol.UDP, 30053), new(null, 81, 8081, Protocol.TCP),
                ],
                Labels = Labels.Of(("l", "1")),
                Annotations = Labels.Of(("prometheus.io/scrape", "true")),
            },
            service);
    }

    [Theory]
    [InlineData("""{"clusterIP":"None","selector":{"a":"b"}}""", true, true)]
    [InlineData("""{"clusterIPs":["None"],"selector":{}}""", true, false)]
    [InlineData("""{"selector":null}""", false, false)]
    [InlineData("""{}""", false, false)]
    public void No_selector_never_means_all_pods(string spec, bool headless, bool selects)
    {
        var service = Projectors.Service.Read($$"""{"metadata":{"name":"s","namespace":"n"},"spec":{{spec}}}""");

        Assert.Equal((headless, selects), (service.Headless, service.Selector is not null));
        Assert.Empty(service.ClusterIPs);
    }

    [Fact]
    public void An_ExternalName_Service_has_a_name_and_nothing_else()
    {
        var service = Projectors.Service.Read(
            """{"metadata":{"name":"s","namespace":"n"},"spec":{"type":"ExternalName","externalName":"db.prod.svc.cluster.local","selector":{"a":"b"}}}""");

        Assert.Equal((ServiceType.ExternalName, "db.prod.svc.cluster.local", null), (service.Type, service.ExternalName, service.Selector));
    }

    [Fact]
    public void An_EndpointSlice_gives_all_addresses_sorted()
    {
        var slice = Projectors.EndpointSlice.Read(
            """{"metadata":{"name":"db-1","namespace":"n","labels":{"kubernetes.io/service-name":"db"}},"addressType":"IPv4","endpoints":[{"addresses":["10.0.0.2"],"conditions":{"ready":false}},{"addresses":["10.0.0.1"]},{"addresses":["10.0.0.2"]}],"ports":[{"name":"","port":5432},{"name":"any","protocol":"UDP","port":null}]}""");

        Assert.Equal(new EndpointSlice(new("n", "db-1"), "db", ["10.0.0.1", "10.0.0.2"], [new("", 5432, Protocol.TCP), new("any", null, Protocol.UDP)]), slice);
    }

    [Fact]
    public void An_EndpointSlice_of_names_has_no_addresses() => Assert.Empty(
        Projectors.EndpointSlice.Read("""{"metadata":{"name":"x","namespace":"n"},"addressType":"FQDN","endpoints":[{"addresses":["a.example"]}],"ports":null}""").Addresses);

    [Fact]
    public void A_ConfigMap_keeps_data_and_no_binary() => Assert.Equal(
        new ConfigMap(new("n", "c"), Labels.Of(("a", "1"), ("b", "x\ny"))),
        Projectors.ConfigMap.Read("""{"metadata":{"name":"c","namespace":"n"},"data":{"b":"x\ny","a":"1"},"binaryData":{"z":"AAAA"}}"""));

    [Fact]
    public void A_Secret_is_decoded_where_it_is_text() => Assert.Equal(
        new ConfigMap(new("n", "s"), Labels.Of(("plain", "wins"), ("url", "redis://cart")), IsSecret: true),
        Projectors.Secret.Read("""{"metadata":{"name":"s","namespace":"n"},"data":{"url":"cmVkaXM6Ly9jYXJ0","bin":"/wD+","bad":"%%%","plain":"eA=="},"stringData":{"plain":"wins"}}"""));

    [Fact]
    public void A_Namespace_keeps_its_labels_and_our_annotations() => Assert.Equal(
        new NamespaceInfo("shop", "u", Labels.Of(("kubernetes.io/metadata.name", "shop")), Labels.Of(("netpol-orleans.io/mode", "off")), Terminating: true),
        Projectors.Namespace.Read("""{"metadata":{"name":"shop","uid":"u","deletionTimestamp":"2026-01-01T00:00:00Z","labels":{"kubernetes.io/metadata.name":"shop"},"annotations":{"netpol-orleans.io/mode":"off","prometheus.io/x":"1"}},"status":{"phase":"Terminating"}}"""));

    [Fact]
    public void A_ServiceAccount() => Assert.Equal(
        new ServiceAccount(new("n", "sa"), false), Projectors.ServiceAccount.Read("""{"metadata":{"name":"sa","namespace":"n"},"automountServiceAccountToken":false}"""));

    [Fact]
    public void A_Node_gives_its_IP_addresses() => Assert.Equal(
        new NodeInfo("node-1", Labels.Of(("zone", "a")), ["192.0.2.11", "2001:db8::1"], ["10.244.0.0/24"]),
        Projectors.Node.Read("""{"metadata":{"name":"node-1","labels":{"zone":"a"}},"spec":{"podCIDR":"10.244.0.0/24"},"status":{"addresses":[{"type":"Hostname","address":"node-1"},{"type":"ExternalIP","address":"2001:db8::1"},{"type":"InternalIP","address":"192.0.2.11"}],"conditions":[{"type":"Ready","lastHeartbeatTime":"x"}]}}"""));

    [Fact]
    public void An_Ingress_leads_to_the_Services_of_its_paths_and_its_default() => Assert.Equal(
        new Route("Ingress", new("n", "i"), [new(new("n", "home"), PortValue.Named("http")), new(new("n", "web"), 80)]),
        Projectors.Ingress.Read("""{"metadata":{"name":"i","namespace":"n"},"spec":{"defaultBackend":{"service":{"name":"home","port":{"name":"http"}}},"rules":[{"host":"a","http":{"paths":[{"path":"/","backend":{"service":{"name":"web","port":{"number":80}}}},{"path":"/x","backend":{"service":{"name":"web","port":{"number":80}}}},{"backend":{"resource":{"kind":"Bucket"}}}]}},{"host":"empty"}],"tls":[{"secretName":"t"}]}}"""));

    [Fact]
    public void A_route_leads_to_its_back_ends_and_to_those_that_it_mirrors_to() => Assert.Equal(
        new Route("HTTPRoute", new("n", "r"), [new(new("n", "web"), 80), new(new("other", "api"), 8080), new(new("n", "copy"), 81)]),
        Projectors.HttpRoute.Read("""{"spec":{"rules":[{"backendRefs":[{"name":"web","port":80},{"kind":"Service","group":"","name":"api","namespace":"other","port":8080},{"group":"x.io","kind":"Bucket","name":"b"}],"filters":[{"type":"RequestMirror","requestMirror":{"backendRef":{"name":"copy","port":81}}}]}]},"metadata":{"name":"r","namespace":"n"}}"""));

    [Fact]
    public void Webhooks_APIServices_and_conversions_name_the_Services_that_the_API_server_calls()
    {
        Assert.Equal(
            [new("ValidatingWebhookConfiguration", "v", new("sys", "hook"), 443), new("ValidatingWebhookConfiguration", "v", new("sys", "hook2"), 8443)],
            Projectors.ValidatingWebhook.Read("""{"metadata":{"name":"v"},"webhooks":[{"clientConfig":{"service":{"namespace":"sys","name":"hook","path":"/x"}}},{"clientConfig":{"url":"https://x"}},{"clientConfig":{"service":{"namespace":"sys","name":"hook2","port":8443}}}]}""").All);
        Assert.Equal([new("APIService", "v1.metrics", new("kube-system", "metrics"), 443)], Projectors.ApiService.Read("""{"metadata":{"name":"v1.metrics"},"spec":{"service":{"name":"metrics","namespace":"kube-system","port":443}}}""").All);
        Assert.Empty(Projectors.ApiService.Read("""{"metadata":{"name":"v1."},"spec":{"service":null}}""").All);
        Assert.Equal([new("CustomResourceDefinition", "c", new("sys", "conv"), 443)], Projectors.CustomResourceDefinition.Read("""{"metadata":{"name":"c"},"spec":{"versions":[{"schema":{"openAPIV3Schema":{"properties":{"service":{"type":"object"}}}}}],"conversion":{"strategy":"Webhook","webhook":{"clientConfig":{"service":{"namespace":"sys","name":"conv"}}}}}}""").All);
    }

    [Fact]
    public void Classes_and_Gateways()
    {
        Assert.Equal(new IngressClass("nginx", "k8s.io/ingress-nginx", new("k.example", "Params", "p", "ns")), Projectors.IngressClass.Read("""{"metadata":{"name":"nginx"},"spec":{"controller":"k8s.io/ingress-nginx","parameters":{"apiGroup":"k.example","kind":"Params","name":"p","namespace":"ns","scope":"Namespace"}}}"""));
        Assert.Equal(new GatewayClass("eg", "gateway.envoyproxy.io/c", null), Projectors.GatewayClass.Read("""{"metadata":{"name":"eg"},"spec":{"controllerName":"gateway.envoyproxy.io/c"}}"""));
        Assert.Equal(new Gateway(new("infra", "gw"), "eg"), Projectors.Gateway.Read("""{"metadata":{"name":"gw","namespace":"infra"},"spec":{"gatewayClassName":"eg","listeners":[{"name":"http","port":80}]}}"""));
    }

    [Fact]
    public void A_Pods_metadata_alone_is_enough_for_the_tracking_of_rollouts() => Assert.Equal(
        new PodInfo(new("n", "p"), "u", Labels.Of(("pod-template-hash", "x")), new("apps/v1", "ReplicaSet", "web-x", "2"), Terminating: true, null),
        Projectors.PodInfo.Read("""{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"p","namespace":"n","uid":"u","deletionTimestamp":"2026-01-01T00:00:00Z","labels":{"pod-template-hash":"x"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-x","uid":"2","controller":true,"blockOwnerDeletion":true}]}}"""));

    [Fact]
    public void A_Pods_addresses() => Assert.Equal(
        new PodAddress(new("n", "p"), ["10.1.2.3", "fd00::3"], Labels.Of(("app", "x")), HostNetwork: false),
        Projectors.PodAddress.Read("""{"metadata":{"name":"p","namespace":"n","labels":{"app":"x","pod-template-hash":"h"}},"spec":{"containers":[]},"status":{"podIP":"10.1.2.3","podIPs":[{"ip":"10.1.2.3"},{"ip":"fd00::3"}]}}"""));

    [Fact]
    public void A_ControllerRevision_holds_a_template()
    {
        var revision = Projectors.ControllerRevision.Read(
            """{"metadata":{"name":"db-5d9b","namespace":"n","labels":{"controller.kubernetes.io/hash":"5d9b"}},"revision":4,"data":{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"app":"db"}},"spec":{"containers":[{"name":"c","env":[{"name":"A","value":"b"}]}]}}}}}""");

        Assert.Equal((4L, "b"), (revision.Revision, revision.Template!.Containers[0].Env[0].Value));
    }
}
