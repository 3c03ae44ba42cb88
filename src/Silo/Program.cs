using NetpolOrleans.Silo;

// The host answers signals: it hands shards over first, which takes longer than a command line would wait.
return await SiloCommand.Create().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
