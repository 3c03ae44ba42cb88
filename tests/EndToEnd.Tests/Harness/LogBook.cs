using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>The controller's log, to be shown where a test fails.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Tail => string.Join('\n', lines.TakeLast(60));

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Page(categoryName, lines);

    public void Dispose() { }

    private sealed class Page(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= (category.StartsWith("NetpolOrleans.Grains.Reconciling", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Warning);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
