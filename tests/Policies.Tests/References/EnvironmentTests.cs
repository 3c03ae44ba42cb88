using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.References;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("http://$(HOST):$(PORT)", "shop/cart:8080")]
    [InlineData("$(HOST):$(PORT),$(HOST):81", "shop/cart:8080?? shop/cart:81??")]
    [InlineData("http://$$(HOST)", "")]
    [InlineData("http://$$$(HOST)", "")]
    [InlineData("http://$(LATER)", "")]
    [InlineData("http://$(UNKNOWN)", "")]
    [InlineData("http://$(HOST", "")]
    [InlineData("http://${HOST}:${PORT}", "shop/cart:8080")]
    [InlineData("http://${NONE:-orders}:80", "shop/orders:80")]
    [InlineData("http://${NONE:orders}:80", "shop/orders:80")]
    [InlineData("http://${NONE:-${HOST}}", "shop/cart")]
    [InlineData("http://${env:HOST}", "shop/cart")]
    [InlineData("http://${HOST##*-}", "")]
    [InlineData("$(REDIS_MASTER_SERVICE_HOST):$(REDIS_MASTER_SERVICE_PORT)", "shop/redis-master?")]
    [InlineData("https://$(KUBERNETES_SERVICE_HOST):443", "default/kubernetes:443")]
    public void Variables_are_expanded_as_the_kubelet_and_programs_do(string text, string expected)
    {
        var container = new Container { Name = "app", Env = [new("HOST", "cart"), new("PORT", "8080"), new("X", text), new("LATER", "late")] };

        var found = Extracted.From(container).References.Where(reference => reference.Evidence.Variable == "X");

        Assert.Equal(expected, string.Join(' ', found.Select(Extracted.Print)));
    }

    [Fact]
    public void A_later_variable_overrides_an_earlier_one_and_env_overrides_envFrom()
    {
        var container = new Container
        {
            Name = "app",
            EnvFrom = [new("config", "")],
            Env = [new("A_URL", "http://second"), new("B_URL", "http://third"), new("B_URL", "http://fourth")],
        };

        var found = Extracted.From(container, ("config", "A_URL", "http://first"), ("config", "C_URL", "http://kept"));

        Assert.Equal(["shop/second", "shop/kept", "shop/fourth"], Extracted.Print(found));
    }

    [Fact]
    public void ConfigMaps_are_read_by_key_whole_with_prefix_and_as_files()
    {
        var container = new Container
        {
            Name = "app",
            EnvFrom = [new("whole", "DB_")],
            Env = [new("CART", null, new("single", "cart")), new("NONE", null, new("single", "absent"))],
            MountedVolumes = ["files"],
        };

        var found = Extracted.From(
            container, ("single", "cart", "http://cart:80"), ("whole", "HOST", "mysql"), ("files", "app.yaml", "url: http://orders"));

        Assert.Equal(["shop/mysql?", "shop/cart:80", "shop/orders"], Extracted.Print(found));
        Assert.Equal(
            ["container app: envFrom ConfigMap whole DB_HOST: mysql", "container app: env from ConfigMap single CART: http://cart:80",
                "container app: file from ConfigMap files app.yaml: http://orders"],
            found.References.Select(reference => reference.Evidence.ToString()));
        Assert.Equal(["files", "single", "whole"], found.ConfigMaps);
    }

    [Fact]
    public void Absent_ConfigMaps_are_named_as_well_and_say_nothing()
    {
        var found = Extracted.From(new Container { Name = "app", EnvFrom = [new("b", "")], Env = [new("X", null, new("a", "k"))] });

        Assert.Empty(found.References);
        Assert.Equal(["a", "b"], found.ConfigMaps);
    }

    [Fact]
    public void A_volume_shows_only_the_keys_that_it_lists()
    {
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", MountedVolumes = ["config"] }, new Container { Name = "other" }],
            Files = [new("config", "map", ["b.yaml"]), new("unmounted", "map", [])],
        };
        var map = new ConfigMap(new("shop", "map"), Labels.Of(("a.yaml", "url: http://a"), ("b.yaml", "url: http://b")));

        var found = ReferenceExtractor.Extract(Extracted.Workload, template, _ => map, _ => null, ReferenceOptions.Default);

        Assert.Equal(["shop/b"], Extracted.Print(found));
    }

    [Fact]
    public void Secrets_are_read_through_their_own_callback_and_never_as_ConfigMaps()
    {
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", Env = [new("DB_URL", null, secret: new("db", "url"))], EnvFrom = [new("all", "", IsSecret: true)] }],
        };

        ExtractedReferences Extract(Func<string, ConfigMap?> secret) =>
            ReferenceExtractor.Extract(Extracted.Workload, template, _ => throw new InvalidOperationException(), secret, ReferenceOptions.Default);

        Assert.Empty(Extract(_ => null).References);
        var read = Extract(name => new(new("shop", name), Labels.Of(("url", "postgres://u:p@pg:5432/x")), IsSecret: true));
        Assert.Contains("container app: env from Secret db DB_URL: (a Secret's value)", read.References.Select(r => r.Evidence.ToString()));
        Assert.Equal(["all", "db"], read.ConfigMaps);
    }

    [Fact]
    public void No_word_of_a_Secret_is_told_wherever_its_value_is_put()
    {
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers =
            [
                new Container
                {
                    Name = "app",
                    Env = [new("S", null, secret: new("db", "url")), new("COPY", "tcp://$(S)")],
                    Args = ["--db=$(S)", "--also", "${COPY}"],
                    MountedVolumes = ["v", "w"],
                },
            ],
            Files = [new("v", "db", [], IsSecret: true), new("w", "script", [])],
        };

        var read = ReferenceExtractor.Extract(
            Extracted.Workload, template,
            name => new(new("shop", name), Labels.Of(("run.sh", "exec app $S"))),
            name => new(new("shop", name), Labels.Of(("url", "hunter2.pg.shop.svc:5432"))), ReferenceOptions.Default).References;

        Assert.NotEmpty(read);
        Assert.All(read, reference => Assert.DoesNotContain("hunter2", reference.Evidence.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(read, reference => reference.Certainty == Certainty.Explicit);
    }

    [Fact]
    public void A_text_that_a_Secret_would_complete_is_told_as_it_is_where_Secrets_are_not_read()
    {
        var found = Extracted.From(new Container
        {
            Name = "app",
            Env = [new("PW", null, secret: new("db", "pw")), new("DSN", "postgres://app:$(PW)@pg:5432")],
            Args = ["--password=$(PW)", "--alerts=http://alerts:9093"],
        });

        Assert.Equal(["shop/pg:5432", "shop/alerts:9093"], Extracted.Print(found));
        Assert.Equal(["postgres://pg:5432", "http://alerts:9093"], found.References.Select(reference => reference.Evidence.Text));
    }

    [Fact]
    public void A_Secret_names_no_host_outside_of_the_cluster()
    {
        var template = new PodTemplate { Labels = Labels.Empty, Containers = [new Container { Name = "app", Env = [new("URL", null, secret: new("db", "url"))] }] };

        var read = ReferenceExtractor.Extract(
            Extracted.Workload, template, _ => null, name => new(new("shop", name), Labels.Of(("url", "https://key.example.com"))), ReferenceOptions.Default).References;

        Assert.DoesNotContain(read, reference => reference.Candidates.Any(candidate => candidate.Kind == TargetKind.External));
    }

    [Theory]
    [InlineData("Deployment", "metadata.namespace", "cart.$(X).svc", "shop/cart")]
    [InlineData("Deployment", "metadata.name", "$(X).cart.shop.svc", "shop/cart@backend")]
    [InlineData("StatefulSet", "metadata.name", "$(X).cart.shop.svc:80", "shop/cart@backend-0:80")]
    [InlineData("Pod", "status.podIP", "http://$(X):80", "")]
    [InlineData("Pod", "spec.nodeName", "$(X).shop.svc", "")]
    public void Fields_that_the_template_tells_are_expanded(string kind, string path, string text, string expected)
    {
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", Env = [new("X", null, fieldPath: path), new("Y", text)] }],
        };

        var found = ReferenceExtractor.Extract(new("shop", kind, "backend"), template, _ => null, _ => null, ReferenceOptions.Default);

        Assert.Equal(expected, string.Join(' ', Extracted.Print(found)));
    }

    [Fact]
    public void The_cluster_domain_is_configured()
    {
        var options = ReferenceOptions.Default with { ClusterDomain = "Corp.Internal." };
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", Args = ["cart.shop.svc.corp.internal", "cart.shop.svc.cluster.local"] }],
        };

        var found = ReferenceExtractor.Extract(Extracted.Workload, template, _ => null, _ => null, options);

        Assert.Equal(["shop/cart"], Extracted.Print(found));
    }

    [Fact]
    public void Host_like_tokens_are_configured()
    {
        var options = ReferenceOptions.Default with { HostTokens = ["zentrale"] };
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", Env = [new("DB_ZENTRALE", "mysql"), new("DB_HOST", "mysql")] }],
        };

        var found = ReferenceExtractor.Extract(Extracted.Workload, template, _ => null, _ => null, options);

        Assert.Equal("DB_ZENTRALE", Assert.Single(found.References).Evidence.Variable);
    }
}
