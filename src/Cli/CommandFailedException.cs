namespace NetpolOrleans.Cli;

/// <summary>Ends a command with a message for the user and exit code 1; nothing has been written to stdout.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
