namespace NetpolOrleans.ApiContract.Tests;

/// <summary>A CustomResourceDefinition of one test's own, removed after it with its objects.</summary>
public sealed class CustomKind : IAsyncDisposable
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private readonly Api api;

    private CustomKind(Api api, string group) => (this.api, Group) = (api, group);

    public string Group { get; }

    public string Name => $"widgets.{Group}";

    public string Definition => $"{Definitions}/{Name}";

    public static async Task<CustomKind> CreateAsync(Api api)
    {
        var custom = new CustomKind(api, $"c{Guid.NewGuid():N}.test");
        var answer = await api.PostAsync(Definitions, custom.Body());
        Assert.Equal(201, answer.Code);
        await api.UntilAsync(custom.Definition, each => each.Body["status"]?["conditions"]?.AsArray().Any(condition => (string?)condition!["type"] == "Established" && (string?)condition["status"] == "True") == true);
        await api.UntilAsync($"/apis/{custom.Group}/v1/widgets", each => each.Code == 200);
        await api.UntilAsync($"/apis/{custom.Group}/v1beta1/widgets", each => each.Code == 200);
        return custom;
    }

    public string In(TestNamespace space, string version = "v1") => $"/apis/{Group}/{version}/namespaces/{space.Name}/widgets";

    public string Widget(string name, string spec, string version = "v1") =>
        $$$"""{"apiVersion":"{{{Group}}}/{{{version}}}","kind":"Widget","metadata":{"name":"{{{name}}}"},"spec":{{{spec}}} }""";

    public async ValueTask DisposeAsync() => await api.DeleteAsync(Definition);

    private string Body() => $$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{Name}}}"},"spec":{
          "group":"{{{Group}}}","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget","shortNames":["wg"]},"versions":[
          {"name":"v1","served":true,"storage":true,
           "subresources":{"status":{},"scale":{"specReplicasPath":".spec.replicas","statusReplicasPath":".status.replicas","labelSelectorPath":".status.selector"}},
           "additionalPrinterColumns":[{"name":"Size","type":"string","jsonPath":".spec.size"},{"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"},{"name":"Replicas","type":"integer","jsonPath":".spec.replicas","priority":1}],
           "schema":{"openAPIV3Schema":{"type":"object","description":"A widget.","required":["spec"],"properties":{
             "spec":{"type":"object","required":["size"],"properties":{
               "size":{"type":"string","enum":["small","large"],"description":"How big."},
               "replicas":{"type":"integer","minimum":0,"maximum":9,"default":1},
               "name":{"type":"string","pattern":"^[a-z]+$","maxLength":5},
               "list":{"type":"array","maxItems":2,"items":{"type":"string"}},
               "ports":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"port":{"x-kubernetes-int-or-string":true}} } },
               "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
               "labels":{"type":"object","additionalProperties":{"type":"string"}} } },
             "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } } },
          {"name":"v1beta1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } }] } }
        """;
}
