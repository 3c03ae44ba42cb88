namespace NetpolOrleans.Cli.Commands;

/// <summary>Which policies flows are judged by.</summary>
internal enum PolicySource
{
    /// <summary>Those among the input.</summary>
    Given,

    /// <summary>Those that the controller would write.</summary>
    Synth,

    /// <summary>Both: they add up.</summary>
    All,
}
