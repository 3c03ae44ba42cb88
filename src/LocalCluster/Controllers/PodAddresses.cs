using System.Net;
using LocalKubernetes.Admission;

namespace LocalKubernetes.Controllers;

/// <summary>One address per living pod, from the pods' network; an address rests as long as possible before its next pod.</summary>
internal sealed class PodAddresses(IPNetwork range)
{
    private readonly Dictionary<string, string> byPod = [];
    private readonly HashSet<string> taken = [];
    private uint offset = 1;

    public string Of(string uid)
    {
        if (byPod.TryGetValue(uid, out var address)) return address;
        do address = AddressRange.At(range, ++offset).ToString();
        while (!taken.Add(address));
        return byPod[uid] = address;
    }

    public void Release(string uid)
    {
        if (byPod.Remove(uid, out var address)) taken.Remove(address);
    }
}
