using System.Collections.Concurrent;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Before anything starts: is there an API server, and does it let us do our work?</summary>
public static class Preflight
{
    private const int Concurrency = 8;

    /// <summary>Asks for every permission, all of them, so that an operator mends RBAC once.</summary>
    /// <returns>What is missing and can be done without.</returns>
    /// <exception cref="KubernetesAccessException">Unreachable, unauthorized, or rules are missing; the message names them and the account.</exception>
    public static async Task<IReadOnlyList<MissingAccess>> CheckAsync(
        KubernetesConnection connection, IReadOnlyList<AccessNeed> needs, CancellationToken cancellation)
    {
        var review = new AccessReview(connection);
        if (await review.IsAllowedAsync(needs[0], needs[0].Verbs[0], cancellation) is null)
        {
            await TryListsAsync(connection, needs, cancellation);
            return [];
        }

        var missing = await MissingAsync(review, needs, cancellation);
        return missing.Any(each => !each.Need.IsOptional)
            ? throw new MissingAccessException(connection.User, missing)
            : missing;
    }

    private static async Task<IReadOnlyList<MissingAccess>> MissingAsync(AccessReview review, IReadOnlyList<AccessNeed> needs, CancellationToken cancellation)
    {
        var questions = needs.SelectMany(need => need.Verbs.Select(verb => (Need: need, Verb: verb)));
        var refused = new ConcurrentBag<(AccessNeed Need, string Verb)>();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation }, async (question, token) =>
        {
            if (await review.IsAllowedAsync(question.Need, question.Verb, token) == false) refused.Add(question);
        });
        return
        [
            .. needs.Select(need => new MissingAccess(need, [.. need.Verbs.Where(verb => refused.Contains((need, verb)))]))
                .Where(each => each.Verbs.Count > 0),
        ];
    }

    /// <summary>Where nobody reviews access, a list of one object tells as much as can be told without writing; a kind may be absent.</summary>
    private static async Task TryListsAsync(KubernetesConnection connection, IReadOnlyList<AccessNeed> needs, CancellationToken cancellation)
    {
        foreach (var need in needs.Where(need => need.Verbs.Contains("list")))
        {
            var request = new ApiRequest("list", need.Kind, need.Namespace) { Query = "limit=1", Cause = "preflight" };
            using var reply = await connection.CallAsync(request, cancellation);
            if (reply.Failure is { Code: not 404 } failure) throw connection.ExceptionFor(request, failure);
        }
    }
}
