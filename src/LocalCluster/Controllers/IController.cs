using LocalKubernetes.Api;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>A level-triggered controller: what happened names keys, a key is reconciled against what is.</summary>
internal interface IController
{
    /// <summary>How long after an event a key is due.</summary>
    TimeSpan Delay { get; }

    IEnumerable<ObjectKey> KeysFor(StoreEvent happened);

    /// <summary>Brings the world nearer to the key's object.</summary>
    /// <returns>When to look again without an event, or null.</returns>
    TimeSpan? Reconcile(ObjectKey key);
}
