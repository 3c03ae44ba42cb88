using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.References;

public sealed class FullyQualifiedNameTests
{
    [Theory]
    [InlineData("frontend-svc.default.svc.cluster.local", null)]
    [InlineData("Frontend-Svc.Default.SVC.Cluster.Local.", null)]
    [InlineData("frontend-svc.default.svc.cluster.local:8080", 8080)]
    [InlineData("http://frontend-svc.default.svc.cluster.local:8080/v1", 8080)]
    [InlineData("frontend-svc.default.svc", null)]
    public void A_fully_qualified_name_in_a_variable_is_a_reference(string text, int? port)
    {
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [new Container { Name = "app", Env = [new("FRONTEND", text)] }],
        };

        var found = ReferenceExtractor.Extract(new("shop", "Deployment", "backend"), template, _ => null, _ => null, ReferenceOptions.Default);

        var reference = Assert.Single(found.References);
        Assert.Equal([ReferenceTarget.Service("default", "frontend-svc", port)], reference.Candidates);
        Assert.Equal(Certainty.Explicit, reference.Certainty);
    }
}
