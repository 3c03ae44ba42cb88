using System.IO.Pipelines;

namespace NetpolOrleans.Silo.Tls;

/// <summary>A reader and a writer as one.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
