using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Takes objects off the wire: projects them, asks the predicate, and sets bad ones aside.</summary>
internal sealed class Intake<T>(WatchScope scope, Projector<T> projector, Func<T, bool>? wants, ReflectorCounters counters)
    where T : class
{
    /// <summary>An object that exists and is in order; null, and nothing counted, where anything is wrong with it.</summary>
    public ArrivedObject<T>? Sound(ReadOnlySpan<byte> utf8)
    {
        var projection = projector.Project(utf8);
        return projection.Value is { } value ? Arrived(projection, value) : null;
    }

    /// <summary>An object that exists. Null where it was set aside; its name then goes to <paramref name="unreadable"/>.</summary>
    public ArrivedObject<T>? Present(ReadOnlySpan<byte> utf8, ISet<ObjectName>? unreadable = null)
    {
        var projection = projector.Project(utf8);
        if (projection.Value is not { } value)
        {
            unreadable?.Add(projection.Name);
            SetAside(projection);
            return null;
        }
        return Arrived(projection, value);
    }

    /// <summary>An object that is gone: only its name counts.</summary>
    public ArrivedObject<T>? Gone(ReadOnlySpan<byte> utf8)
    {
        var header = ObjectHeader.Read(utf8);
        if (header.Name.Name.Length == 0)
        {
            SetAside(Projection<T>.SetAside(header, SetAsideReason.Nameless, "a deleted object without a name"));
            return null;
        }
        counters.Readable(header.Name);
        return new(header.Name, null);
    }

    /// <summary>An object whose line was too long to keep.</summary>
    public void TooLong(ReadOnlySpan<byte> head) =>
        SetAside(Projection<T>.SetAside(ObjectHeader.Read(head), SetAsideReason.TooLarge, "its line is longer than a reflector reads"));

    private ArrivedObject<T> Arrived(Projection<T> projection, T value)
    {
        counters.Readable(projection.Name);
        return new(projection.Name, wants?.Invoke(value) == false ? null : value, projection.ResourceVersion);
    }

    private void SetAside(Projection<T> projection) =>
        counters.SetAside(scope, projection.Name, projection.Reason!.Value, projection.Detail ?? "");
}
