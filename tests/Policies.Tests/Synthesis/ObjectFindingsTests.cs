using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

public sealed class ObjectFindingsTests
{
    private static readonly Workload Web = Samples.Workload("shop", "web");

    [Fact]
    public void An_annotation_is_reported_on_the_object_that_carries_it()
    {
        var web = Web with { Annotations = Labels.Of((Annotations.Egress, "service:???")) };
        var service = Samples.Service("shop", "front", "web") with { Uid = "s", Annotations = Labels.Of((Annotations.Ingress, "cidr:10.0.0.0/99")) };
        var ns = new NamespaceInfo("shop", "n", Labels.Empty, Labels.Of((Annotations.Mode, "enforce!")));

        var found = Find(web, ns, services: service);

        Assert.All(found, finding => Assert.Equal(("BadAnnotation", true), (finding.Reason, finding.IsWarning)));
        Assert.Equal(
            [new("apps/v1", "Deployment", "shop", "web", "uid-web"), new("v1", "Service", "shop", "front", "s"), new("v1", "Namespace", "", "shop", "n")],
            found.Select(finding => finding.About));
        Assert.Contains("service:???", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_opens_nothing_is_reported_with_its_place_and_without_its_value()
    {
        var web = Samples.Workload("shop", "web", Samples.Env("CART_URL", "http://cart.shop.svc.cluster.local?key=secret"), Samples.Env("FRONT_URL", "http://front.shop.svc.cluster.local:99"));

        var found = Find(web, services: Samples.Service("shop", "front", "web"));

        Assert.Equal([("MissingPort", true), ("PendingReference", false)], found.Select(finding => (finding.Reason, finding.IsWarning)));
        Assert.Contains("container main: env CART_URL: pending: Service shop/cart does not exist", found[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", found[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_elses_policy_of_the_wanted_name_is_reported_on_the_workload_that_goes_without()
    {
        var foreign = new PolicyObject { Name = new("shop", "deployment-web"), Spec = new(LabelSelector.Everything, PolicyTypes.Ingress, [], []) };

        var found = Assert.Single(Find(Web, foreign: foreign));

        Assert.Equal(("ForeignPolicy", "web"), (found.Reason, found.About.Name));
        Assert.Contains("deployment-web", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_policy_can_select_is_reported_and_is_no_warning()
    {
        var found = Assert.Single(Find(Web with { Template = Web.Template with { HostNetwork = true } }));

        Assert.Equal(("WithoutPolicy", false), (found.Reason, found.IsWarning));
    }

    [Theory]
    [InlineData(Disposition.Off)]
    [InlineData(Disposition.Excluded)]
    [InlineData(Disposition.Infrastructure)]
    public void Who_is_left_alone_hears_nothing(Disposition disposition)
    {
        var web = Web with { Annotations = Labels.Of((Annotations.Egress, "service:???")) };

        Assert.Empty(Find(web, disposition: disposition));
    }

    [Fact]
    public void A_workload_in_order_has_no_findings()
    {
        var web = Samples.Workload("shop", "web", Samples.Env("FRONT_URL", "http://front.shop.svc.cluster.local"));

        Assert.Empty(Find(web, services: Samples.Service("shop", "front", "web")));
    }

    private static List<ObjectFinding> Find(
        Workload workload, NamespaceInfo? ns = null, PolicyObject? foreign = null, Disposition? disposition = null, params ReadOnlySpan<Service> services)
    {
        var model = new ShardModel(PolicyOptions.Default);
        if (ns is not null) model.Set(ns.Name, ns);
        foreach (var service in services) model.Set(service.Name, service);
        model.Upsert(workload);
        model.Settle();
        var context = model.ContextOf(workload.Key)!;
        return [.. ObjectFindings.Of(context, disposition ?? Dispositions.Of(workload, ns, context.Platform, PolicyOptions.Default), foreign)];
    }
}
