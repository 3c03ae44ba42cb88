namespace NetpolOrleans.Grains.Watching;

/// <summary>Why a workload's situation has to be sent.</summary>
/// <param name="Since">When the first change that it answers was seen.</param>
/// <param name="PolicyOnly">Whether nothing but the workload's policy was touched: if it has to be written, somebody else changed it.</param>
internal readonly record struct DirtyMark(DateTimeOffset Since, bool PolicyOnly);
