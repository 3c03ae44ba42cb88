namespace NetpolOrleans.Kubernetes.Events;

/// <summary>Something that an object's owner should hear of, with <c>kubectl describe</c> or <c>kubectl events</c>.</summary>
/// <param name="Regarding">The object.</param>
/// <param name="IsWarning">Whether it calls for action; otherwise it is Normal.</param>
/// <param name="Reason">Why, in one CamelCase word: <c>ForeignPolicy</c>.</param>
/// <param name="Action">What was being done, in one CamelCase word: <c>CreatePolicy</c>.</param>
/// <param name="Note">One sentence with cause and remedy; cut at 1,000 bytes, as the API takes no more than 1,024.</param>
public sealed record ClusterEvent(EventTarget Regarding, bool IsWarning, string Reason, string Action, string Note);
