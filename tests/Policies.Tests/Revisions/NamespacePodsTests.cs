using NetpolOrleans.Policies.Revisions;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Revisions;

public sealed class NamespacePodsTests
{
    private readonly NamespacePods pods = new();

    [Fact]
    public void Pods_are_found_by_the_labels_that_they_have_now()
    {
        Set("one", ("app", "web"), ("tier", "front"));
        Set("two", ("app", "web"));

        Set("two", ("app", "api"));

        Assert.Equal(["one"], Selected(LabelSelector.Of(("app", "web"))));
        Assert.Equal(["two"], Selected(LabelSelector.Of(("app", "api"))));
        Assert.Empty(Selected(LabelSelector.Of(("app", "api"), ("tier", "front"))));
    }

    [Fact]
    public void Expressions_and_generated_labels_select_too()
    {
        Set("one", ("app", "web"), ("pod-template-hash", "a"));
        Set("two", ("app", "web"), ("pod-template-hash", "b"));

        Assert.Equal(["two"], Selected(LabelSelector.Of(("pod-template-hash", "b"))));
        Assert.Equal(["one", "two"], Selected(new(Labels.Empty, [new("app", LabelOperator.In, ["web", "api"])])));
    }

    [Fact]
    public void An_empty_selector_selects_nothing_here()
    {
        Set("one", ("app", "web"));

        Assert.Empty(Selected(LabelSelector.Everything));
    }

    [Fact]
    public void A_pod_that_is_gone_is_found_no_more()
    {
        Set("one", ("app", "web"));

        pods.Set(new("a", "one"), null);

        Assert.Empty(Selected(LabelSelector.Of(("app", "web"))));
        Assert.Null(pods.Find(new("a", "one")));
    }

    private void Set(string name, params (string, string)[] labels) =>
        pods.Set(new("a", name), new(new("a", name), $"uid-{name}", Labels.Of(labels), null, false, null));

    private IEnumerable<string> Selected(LabelSelector selector) => pods.Selected(selector).Select(pod => pod.Name.Name).Order();
}
