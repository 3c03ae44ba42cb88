using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks -- --filter '*Reference*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
