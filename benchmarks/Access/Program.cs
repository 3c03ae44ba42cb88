using System.CommandLine;
using NetpolOrleans.Access;

// dotnet run -c Release --project benchmarks/Access -- list
var machine = new Option<string>("--machine") { Description = "The machine's name in the result.", DefaultValueFactory = _ => $"{Environment.ProcessorCount} cores", Recursive = true };
var output = new Option<string?>("--output") { Description = "Where the result goes, as Markdown; otherwise to standard output.", Recursive = true };
var root = new RootCommand("How src/Kubernetes lists, watches and returns, beside raw reads of the same bytes in the same run.") { machine, output };

Add("list", "Lists Deployments, projects and keeps them.", new Option<int>("--objects") { DefaultValueFactory = _ => 10_000 }, (server, objects) => new ListScenario(server, objects).RunAsync);
Add("keep", "What is kept of a workload, its Service and its policy.", new Option<int>("--workloads") { DefaultValueFactory = _ => 10_000 }, (server, workloads) => new KeepScenario(server, workloads).RunAsync);
Add("burst", "Events through one watch.", new Option<int>("--events") { DefaultValueFactory = _ => 10_000 }, (server, events) => new BurstScenario(server, events).RunAsync);
Add("idle", "Idle watches in one process.", new Option<int>("--watches") { DefaultValueFactory = _ => 7_000 }, (server, watches) => new IdleScenario(server, watches).RunAsync);
Add("outage", "Streams that return after the server was away.", new Option<int>("--streams") { DefaultValueFactory = _ => 280 }, (server, streams) => new OutageScenario(server, streams).RunAsync);

var serve = new Command(ServerProcess.Command, "Serves a local cluster and does what standard input says.") { Hidden = true };
serve.SetAction((_, cancellation) => ServerCommands.ServeAsync(cancellation));
root.Subcommands.Add(serve);
return await root.Parse(args).InvokeAsync();

void Add(string name, string description, Option<int> size, Func<ServerProcess, int, Func<CancellationToken, Task<string>>> scenario)
{
    var command = new Command(name, description) { size };
    command.SetAction(async (parsed, cancellation) =>
    {
        using var server = await ServerProcess.StartAsync(cancellation);
        var line = $"`dotnet run -c Release --project benchmarks/Access -- {name} {size.Name} {parsed.GetValue(size)}`; {parsed.GetValue(machine)}, .NET {Environment.Version}";
        var report = await scenario(server, parsed.GetValue(size))(cancellation);
        var text = $"## {description}\n\n{line}\n\n{report}\n";
        if (parsed.GetValue(output) is { } file) await File.AppendAllTextAsync(file, text, cancellation);
        else await Console.Out.WriteLineAsync(text);
    });
    root.Subcommands.Add(command);
}
