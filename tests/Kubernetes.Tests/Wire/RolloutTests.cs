using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

/// <summary>When every pod runs the current template, told from status.</summary>
public sealed class RolloutTests
{
    [Theory]
    [InlineData(true, 2, """{"observedGeneration":5,"replicas":2,"updatedReplicas":2}""")]
    [InlineData(false, 2, """{"observedGeneration":4,"replicas":2,"updatedReplicas":2}""")]
    [InlineData(false, 2, """{"observedGeneration":5,"replicas":3,"updatedReplicas":2}""")]
    [InlineData(false, 2, """{"observedGeneration":5,"replicas":2,"updatedReplicas":1}""")]
    [InlineData(false, 2, """{"observedGeneration":5,"replicas":2,"updatedReplicas":2,"unavailableReplicas":1}""")]
    [InlineData(false, 2, """{"observedGeneration":5,"replicas":2,"updatedReplicas":2,"terminatingReplicas":1}""")]
    [InlineData(true, null, """{"observedGeneration":5,"replicas":1,"updatedReplicas":1}""")]
    [InlineData(true, 0, """{"observedGeneration":5}""")]
    [InlineData(false, 2, """{}""")]
    [InlineData(false, 2, "null")]
    public void A_Deployment(bool finished, int? replicas, string status) =>
        Assert.Equal(finished, Read(Projectors.Deployment, replicas, status).RolloutFinished);

    [Theory]
    [InlineData(true, 3, """{"observedGeneration":5,"replicas":3,"currentRevision":"db-1","updateRevision":"db-1"}""")]
    [InlineData(false, 3, """{"observedGeneration":4,"replicas":3,"currentRevision":"db-1","updateRevision":"db-1"}""")]
    [InlineData(false, 3, """{"observedGeneration":5,"replicas":3,"updatedReplicas":2,"currentRevision":"db-1","updateRevision":"db-2"}""")]
    [InlineData(true, 3, """{"observedGeneration":5,"replicas":3,"updatedReplicas":3,"currentRevision":"db-1","updateRevision":"db-2"}""")]
    [InlineData(false, 0, """{"observedGeneration":5,"replicas":2,"currentRevision":"db-1","updateRevision":"db-2"}""")]
    public void A_StatefulSet_whose_partition_holds_pods_back_is_not_finished(bool finished, int replicas, string status) =>
        Assert.Equal(finished, Read(Projectors.StatefulSet, replicas, status).RolloutFinished);

    [Theory]
    [InlineData(true, """{"observedGeneration":5,"desiredNumberScheduled":3,"updatedNumberScheduled":3}""")]
    [InlineData(false, """{"observedGeneration":5,"desiredNumberScheduled":3,"updatedNumberScheduled":2}""")]
    [InlineData(false, """{"observedGeneration":4,"desiredNumberScheduled":3,"updatedNumberScheduled":3}""")]
    public void A_DaemonSet(bool finished, string status) => Assert.Equal(finished, Read(Projectors.DaemonSet, null, status).RolloutFinished);

    [Fact]
    public void Other_kinds_always_are() => Assert.True(Read(Projectors.ReplicaSet, 3, """{"replicas":1}""").RolloutFinished);

    private static Workload Read(Projector<Workload> projector, int? replicas, string status) => projector.Read(
        $$$"""{"metadata":{"name":"x","namespace":"shop","uid":"u","generation":5},"spec":{"replicas":{{{replicas?.ToString() ?? "null"}}},"selector":{"matchLabels":{"a":"b"} },"template":{"metadata":{"labels":{"a":"b"} },"spec":{"containers":[] } } },"status":{{{status}}} }""");
}
