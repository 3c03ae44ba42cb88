using System.Globalization;
using LocalKubernetes.Errors;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Registry;

/// <summary>The fences of a delete.</summary>
internal static class Preconditions
{
    public static void Check(StoredObject current, DeleteOptions options)
    {
        var version = current.ResourceVersion.ToString(CultureInfo.InvariantCulture);
        if (options.Uid is { } uid && uid != current.Uid)
            throw Failed(current, $"the UID in the precondition ({uid}) does not match the UID in record ({current.Uid}). The object might have been deleted and then recreated");
        if (options.ResourceVersion is { } expected && expected != version)
            throw Failed(current, $"the ResourceVersion in the precondition ({expected}) does not match the ResourceVersion in record ({version}). The object might have been modified");
    }

    private static ApiException Failed(StoredObject current, string message) => ApiErrors.PreconditionFailed(current.Key.Kind, current.Key.Name, message);
}
