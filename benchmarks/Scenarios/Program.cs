using System.CommandLine;
using NetpolOrleans.Scenarios;

// dotnet run -c Release --project benchmarks/Scenarios -- --workloads 1000
var workloads = new Option<int>("--workloads") { Description = "Deployments, each with a Service and three references.", DefaultValueFactory = _ => 1000 };
var namespaces = new Option<int>("--namespaces") { Description = "Namespaces over which they are spread.", DefaultValueFactory = _ => 20 };
var shards = new Option<int>("--shards") { Description = "As the controller's option: 0 watches each namespace by itself.", DefaultValueFactory = _ => 0 };
var rate = new Option<int>("--rate") { Description = "Changes a second for the latency.", DefaultValueFactory = _ => 50 };
var seconds = new Option<int>("--seconds") { Description = "How long they last.", DefaultValueFactory = _ => 30 };
var kubeconfig = new Option<string?>("--kubeconfig") { Description = "A cluster; its namespaces scenario-* are made and removed. Otherwise a local one in a process of its own." };
var output = new Option<string?>("--output") { Description = "Where the result goes, as Markdown; otherwise to standard output." };
var machine = new Option<string>("--machine") { Description = "The machine's name in the result.", DefaultValueFactory = _ => $"{Environment.ProcessorCount} cores" };

var command = new RootCommand("The whole controller over a cluster of many workloads, beside a raw client that makes the same writes.");
foreach (var option in new Option[] { workloads, namespaces, shards, rate, seconds, kubeconfig, output, machine }) command.Options.Add(option);
command.SetAction((parsed, cancellation) => new ScenarioRun(new()
{
    Workloads = parsed.GetValue(workloads),
    Namespaces = parsed.GetValue(namespaces),
    Shards = parsed.GetValue(shards),
    Rate = parsed.GetValue(rate),
    Seconds = parsed.GetValue(seconds),
    Kubeconfig = parsed.GetValue(kubeconfig),
    Output = parsed.GetValue(output),
    Machine = parsed.GetValue(machine)!,
}).RunAsync(cancellation));
var serve = new Command(LocalServer.Command, "Serves a local cluster until standard input ends.") { Hidden = true };
serve.SetAction((_, cancellation) => LocalServer.ServeAsync(cancellation));
command.Subcommands.Add(serve);
return await command.Parse(args).InvokeAsync();
