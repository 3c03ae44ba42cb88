using NetpolOrleans.Silo.Configuration;
using Orleans.Dashboard;

namespace NetpolOrleans.Silo.Dashboard;

/// <summary>Orleans' dashboard, where the operator switches it on by giving it a token.</summary>
public static class DashboardSetup
{
    private const string Path = "/dashboard";

    /// <summary>Adds the dashboard's grains.</summary>
    public static ISiloBuilder AddGatedDashboard(this ISiloBuilder silo, SiloOptions options)
    {
        if (options.DashboardTokenFile is not { } file) return silo;
        new DashboardGate(file).Require();
        return silo.AddDashboard(dashboard => dashboard.HideTrace = true); // traces would show log lines
    }

    /// <summary>Serves it to those who know the token.</summary>
    public static void MapGatedDashboard(this WebApplication app, SiloOptions options)
    {
        if (options.DashboardTokenFile is not { } file) return;
        var gate = new DashboardGate(file);
        app.MapOrleansDashboard(Path).AddEndpointFilter(async (call, next) =>
        {
            if (gate.Admits(call.HttpContext.Request.Headers.Authorization)) return await next(call);
            call.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"netpol-orleans\"";
            return Results.Unauthorized();
        });
    }
}
