using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

public sealed class CustomKindTextTests
{
    [Theory]
    [InlineData("argoproj.io/v1alpha1/Rollout", "rollouts.argoproj.io", "Rollout", "spec.template", "spec.selector", null)]
    [InlineData("serving.knative.dev/v1/Service name-label=serving.knative.dev/service", "services.serving.knative.dev", "Service.serving.knative.dev", "spec.template", null, "serving.knative.dev/service")]
    [InlineData("apps.kruise.io/v1beta1/StatefulSet", "statefulsets.apps.kruise.io", "StatefulSet.apps.kruise.io", "spec.template", "spec.selector", null)]
    [InlineData("example.com/v1/Policy selector=none", "policies.example.com", "Policy", "spec.template", null, null)]
    [InlineData("example.com/v1/Fleet template=spec.a.pod selector=spec.a.matching plural=fleeten", "fleeten.example.com", "Fleet", "spec.a.pod", "spec.a.matching", null)]
    public void An_entry_says_where_everything_is(string text, string resource, string name, string template, string? selector, string? label)
    {
        var (kinds, errors) = CustomKindText.Parse(text);

        Assert.Empty(errors);
        var kind = Assert.Single(kinds);
        Assert.Equal((resource, name, template, selector, label), (kind.Resource.ToString(), kind.Name, kind.TemplatePath, kind.SelectorPath, kind.NameLabel));
    }

    [Fact]
    public void Entries_are_separated_by_semicolons_commas_and_lines()
    {
        var (kinds, errors) = CustomKindText.Parse("a.io/v1/A; a.io/v1/B,a.io/v1/C\n# a comment; of two words\na.io/v1/D;\n");

        Assert.Empty(errors);
        Assert.Equal(["A", "B", "C", "D"], kinds.Select(kind => kind.Name));
    }

    [Fact]
    public void Two_kinds_of_one_name_are_told_apart_by_their_groups()
    {
        var (kinds, _) = CustomKindText.Parse("a.io/v1/Set; b.io/v1/Set");

        Assert.Equal(["Set", "Set.b.io"], kinds.Select(kind => kind.Name));
    }

    [Theory]
    [InlineData("Rollout")]
    [InlineData("argoproj.io/Rollout")]
    [InlineData("argoproj.io/v1/rollout")]
    [InlineData("argoproj.io/v1/Rollout template=")]
    [InlineData("argoproj.io/v1/Rollout shape=round")]
    [InlineData("argoproj.io/v1/Rollout plural=a plural=b")]
    [InlineData("apps/v1/Deployment")]
    [InlineData("a.io/v1/A; a.io/v2/A")]
    public void What_describes_no_new_kind_is_an_error(string text) => Assert.NotEmpty(CustomKindText.Parse(text).Errors);

    [Fact]
    public void No_text_describes_nothing() => Assert.Equal(([], []), CustomKindText.Parse(null));

    [Fact]
    public void A_kind_of_another_group_is_another_kind()
    {
        var job = ManagedKind.BuiltIn.Single(kind => kind.Kind == "Job");

        Assert.True(job.IsKindOf(new("batch/v1", "Job", "j", "u")));
        Assert.False(job.IsKindOf(new("batch.volcano.sh/v1alpha1", "Job", "j", "u")));
    }
}
