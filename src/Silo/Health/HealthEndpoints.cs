namespace NetpolOrleans.Silo.Health;

/// <summary>What the kubelet asks.</summary>
public static class HealthEndpoints
{
    /// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: it does its share, or says what is missing (503).</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => "ok");
        app.MapGet("/readyz", (Readiness readiness) => readiness.Missing() is { Count: > 0 } missing
            ? Results.Text(string.Join('\n', missing) + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok"));
    }
}
