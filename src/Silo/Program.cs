return await NetpolOrleans.Silo.SiloCommand.RunAsync(args);
