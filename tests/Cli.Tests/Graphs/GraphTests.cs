using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace NetpolOrleans.Cli.Tests.Graphs;

public sealed class GraphTests
{
    [Fact]
    public async Task Mermaid_groups_workloads_by_namespace()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "graph", "-");

        Assert.Equal(
            """
            flowchart LR
              subgraph ns0["shop"]
                n0["api<br/><small>Deployment</small>"]
                n1["web<br/><small>Deployment</small>"]
              end
              n2(["external"])
              n1 -->|"8080/TCP"| n0
              n2 -->|"3000/TCP"| n1

            """, run.Out);
    }

    [Fact]
    public async Task Dot_quotes_every_name()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "graph", "-", "-o", "dot");

        Assert.StartsWith("digraph netpol {", run.Out);
        Assert.Contains("\"shop/Deployment/web\" -> \"shop/Deployment/api\" [label=\"8080/TCP\"];", run.Out);
    }

    [Fact]
    public async Task Json_gives_nodes_and_edges_with_their_evidence()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "graph", "-", "-o", "json");

        var edge = JsonNode.Parse(run.Out)!["edges"]![0]!;
        Assert.Equal("container main: env API_URL: http://api.shop.svc.cluster.local", edge["because"]![0]!.ToString());
    }

    [Fact]
    public async Task The_page_stands_alone_and_its_drawing_is_well_formed()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "graph", "-", "-o", "html");

        var start = run.Out.IndexOf("<svg", StringComparison.Ordinal);
        var svg = XDocument.Parse(run.Out[start..(run.Out.IndexOf("</svg>", StringComparison.Ordinal) + "</svg>".Length)]);
        Assert.Equal(3, svg.Descendants().Count(element => element.Attribute("class")?.Value.StartsWith("node", StringComparison.Ordinal) == true));
        Assert.DoesNotMatch("(src|href)=|url\\(http|@import", run.Out);
        Assert.DoesNotContain("{{", run.Out);
    }

    [Fact]
    public async Task Names_cannot_break_out_of_the_page()
    {
        var evil = Shop.Manifests.Replace("API_URL", "</script><script>alert(1)</script>_URL", StringComparison.Ordinal);

        var run = await CliRun.WithInputAsync(evil, "graph", "-", "-o", "html");

        Assert.DoesNotContain("<script>alert", run.Out);
    }

    [Fact]
    public async Task Circles_are_drawn_too()
    {
        var circle = Shop.Manifests.Replace("http://web.shop.svc.cluster.local:99", "http://web.shop.svc.cluster.local", StringComparison.Ordinal);

        var run = await CliRun.WithInputAsync(circle, "graph", "-", "-o", "html");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("data-from=\"shop/Deployment/api\" data-to=\"shop/Deployment/web\"", run.Out);
    }
}
