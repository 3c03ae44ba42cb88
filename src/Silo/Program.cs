using NetpolOrleans.Silo;

return await SiloCommand.Create().Parse(args).InvokeAsync();
