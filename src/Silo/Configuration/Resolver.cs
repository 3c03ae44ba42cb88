using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>How names are resolved, as a pod's resolv.conf says it.</summary>
public static class Resolver
{
    private const string Default = "cluster.local", Marker = "svc.";

    /// <summary>The domain behind <c>svc.</c> in the file's search list; <c>cluster.local</c> where there is none.</summary>
    public static string ClusterDomain(string path) =>
        Words(path, "search").FirstOrDefault(word => word.StartsWith(Marker, StringComparison.Ordinal))?[Marker.Length..].TrimEnd('.') ?? Default;

    /// <summary>The addresses of the name servers, in the file's order.</summary>
    public static ValueList<string> NameServers(string path) =>
        [.. Words(path, "nameserver").Where(word => System.Net.IPAddress.TryParse(word, out _)).Distinct()];

    private static List<string> Words(string path, string keyword)
    {
        try
        {
            return
            [
                .. File.ReadLines(path).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    .Where(words => words.Length > 1 && words[0] == keyword).SelectMany(words => words.Skip(1)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
