using System.Text;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>Projecting texts.</summary>
public static class Projecting
{
    /// <summary>The record, which there must be.</summary>
    public static T Read<T>(this Projector<T> projector, string json)
        where T : class
    {
        var projection = projector.Project(Encoding.UTF8.GetBytes(json));
        Assert.True(projection.Value is not null, $"{projection.Reason}: {projection.Detail}");
        return projection.Value;
    }

    /// <summary>Why the object was set aside.</summary>
    public static (SetAsideReason? Reason, string? Detail) Refuse<T>(this Projector<T> projector, string json)
        where T : class
    {
        var projection = projector.Project(Encoding.UTF8.GetBytes(json));
        Assert.Null(projection.Value);
        return (projection.Reason, projection.Detail);
    }
}
