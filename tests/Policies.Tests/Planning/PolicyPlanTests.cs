using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Planning;

public sealed class PolicyPlanTests
{
    private static readonly WorkloadKey Backend = new("shop", "Deployment", "backend");
    private static readonly LabelSelector Pods = LabelSelector.Of(("app", "backend"));
    private static readonly ValueList<DesiredPolicy> Desired = Wanted("web");

    [Fact]
    public void A_policy_that_is_missing_is_created()
    {
        var plan = PolicyPlan.Between(Backend, Desired, [], "main", mayNarrow: true);

        Assert.Equal([new PolicyChange(Desired[0], null)], plan.Changes);
    }

    [Fact]
    public void A_policy_that_is_as_it_shall_be_is_left_alone_whatever_foreign_metadata_it_has()
    {
        var observed = Server.Hold(Desired[0]);
        observed = observed with
        {
            Labels = Labels.From([.. observed.Labels, new("team", "x")]),
            Annotations = Labels.From([.. observed.Annotations, new("note", "y")]),
            Owners = [.. observed.Owners, new("v1", "ConfigMap", "other", "uid-9")],
        };

        var plan = PolicyPlan.Between(Backend, Desired, [observed], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void An_edit_by_hand_is_undone()
    {
        var observed = Server.Hold(Desired[0]);
        var edited = observed with { Spec = observed.Spec with { Ingress = [] } };

        var plan = PolicyPlan.Between(Backend, Desired, [edited], "main", mayNarrow: true);

        Assert.Equal([new PolicyChange(Desired[0], edited)], plan.Changes);
    }

    [Theory]
    [InlineData("label")]
    [InlineData("annotations")]
    [InlineData("owner")]
    public void What_was_stripped_of_our_metadata_is_repaired(string what)
    {
        var observed = Server.Hold(Desired[0]);
        var stripped = what switch
        {
            "label" => observed with { Labels = Labels.Empty },
            "annotations" => observed with { Annotations = Labels.Empty },
            _ => observed with { Owners = [] },
        };

        var plan = PolicyPlan.Between(Backend, Desired, [stripped], "main", mayNarrow: true);

        Assert.Equal([new PolicyChange(Desired[0], stripped)], plan.Changes);
    }

    [Fact]
    public void A_foreign_policy_of_the_name_is_reported_and_never_touched()
    {
        var foreign = new PolicyObject { Name = Desired[0].Name, Uid = "uid-f", ResourceVersion = "7", Spec = new(Pods, PolicyTypes.Ingress, [], []) };

        var plan = PolicyPlan.Between(Backend, Desired, [foreign], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
        Assert.Equal([Desired[0].Name], plan.Foreign);
    }

    [Fact]
    public void Another_installations_policy_is_foreign()
    {
        var theirs = Server.Hold(PolicySynthesizer.Synthesize(Subject(), new([], [], true), "other")[0]);

        var plan = PolicyPlan.Between(Backend, Desired, [theirs], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
        Assert.Equal([Desired[0].Name], plan.Foreign);
    }

    [Fact]
    public void A_copy_of_our_policy_under_another_name_is_somebody_elses()
    {
        var copy = Server.Hold(Desired[0]) with { Name = new("shop", "a-copy"), Uid = "uid-c" };

        var plan = PolicyPlan.Between(Backend, [], [copy], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void The_policy_of_a_workload_that_is_gone_is_deleted()
    {
        var observed = Server.Hold(Desired[0]);

        var plan = PolicyPlan.Between(Backend, [], [observed], "main", mayNarrow: false);

        Assert.Equal([new PolicyChange(null, observed)], plan.Changes);
    }

    [Fact]
    public void On_partial_knowledge_no_pod_is_isolated_for_the_first_time()
    {
        var plan = PolicyPlan.Between(Backend, Desired, [], "main", mayNarrow: false);

        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void On_partial_knowledge_an_existing_policy_only_grows()
    {
        var observed = Server.Hold(Wanted("cart")[0]);

        var change = Assert.Single(PolicyPlan.Between(Backend, Desired, [observed], "main", mayNarrow: false).Changes);

        Assert.Equal(Wanted("cart", "web")[0].Spec, change.Desired!.Spec);
    }

    [Fact]
    public void Next_to_a_foreign_part_no_other_part_is_written()
    {
        var parts = Split(1500);
        var foreign = new PolicyObject { Name = parts[0].Name, Uid = "uid-f", ResourceVersion = "7", Spec = new(Pods, PolicyTypes.Ingress, [], []) };

        var plan = PolicyPlan.Between(Backend, parts, [foreign], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
        Assert.Equal([parts[0].Name], plan.Foreign);
    }

    [Fact]
    public void Parts_that_are_too_many_are_removed_after_the_others_have_grown()
    {
        var observed = Split(1500).Select(Server.Hold).ToList();

        var plan = PolicyPlan.Between(Backend, Split(900), observed, "main", mayNarrow: true);

        Assert.Equal([("update", observed[0].Name), ("delete", observed[1].Name)], plan.Changes.Select(change => (change.Verb, change.Name)));
    }

    [Fact]
    public void A_policy_that_is_being_deleted_is_not_deleted_again()
    {
        var plan = PolicyPlan.Between(Backend, [], [Server.Hold(Desired[0]) with { Terminating = true }], "main", mayNarrow: true);

        Assert.True(plan.IsEmpty);
    }

    private static PolicySubject Subject() => new(Backend, "apps/v1", "uid-1", Pods);

    private static ValueList<DesiredPolicy> Wanted(params string[] clients) => PolicySynthesizer.Synthesize(
        Subject(), new([], [.. clients.Select(client => new Allowance(PolicyPeer.Pods("shop", LabelSelector.Of(("app", client))), [new(Protocol.TCP, 80)]))], true), "main");

    private static ValueList<DesiredPolicy> Split(int peers) => PolicySynthesizer.Synthesize(
        Subject(),
        new([], [.. Enumerable.Range(0, peers).Select(index => new Allowance(PolicyPeer.Pods("shop", LabelSelector.Of(("app", $"{index:D5}"))), []))], true),
        "main");
}
