using NetpolOrleans.Cli;

return await NetpolCli.RunAsync(args, CliIo.OfProcess());
