namespace NetpolOrleans.Silo.Configuration;

/// <summary>The cluster's DNS domain, as a pod sees it.</summary>
public static class ClusterDomain
{
    private const string Default = "cluster.local", Marker = "svc.";

    /// <summary>The domain behind <c>svc.</c> in the file's search list; <c>cluster.local</c> where there is none.</summary>
    public static string FromResolver(string path)
    {
        try
        {
            return File.ReadLines(path)
                .Where(line => line.StartsWith("search", StringComparison.Ordinal))
                .SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(word => word.StartsWith(Marker, StringComparison.Ordinal))?[Marker.Length..].TrimEnd('.') ?? Default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Default;
        }
    }
}
