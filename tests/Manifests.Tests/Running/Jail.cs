namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>Commands in which a replica lacks what a node may run out of. They need a namespace of mounts and of users (unshare of util-linux).</summary>
internal static class Jail
{
    private const string Volume = "/mnt", Disks = "for disk in / \"$(stat -c %m /tmp)\"; do mount -o remount,bind,ro \"$disk\"; done";

    /// <summary>Every disk is read-only, that of temporary files too.</summary>
    public static string[] ReadOnly => Of($"{Disks} && ! touch /tmp/netpol-jail 2>/dev/null");

    /// <summary>Every disk is read-only, as <c>readOnlyRootFilesystem</c> makes them, and the one volume for temporary files is full.</summary>
    public static string[] Full => Of($"mount -t tmpfs -o size=16k none {Volume} && {Disks} && export TMPDIR={Volume} && ! dd if=/dev/zero of={Volume}/full bs=1k 2>/dev/null");

    /// <summary>Others of the same user have taken every inotify instance of the node.</summary>
    public static string[] WithoutInotify => Of("echo 0 > /proc/sys/user/max_inotify_instances");

    /// <summary>Nobody takes what is written: the disk under the log is full.</summary>
    public static string[] Mute => ["sh", "-c", "exec \"$@\" > /dev/full 2> /dev/full", "sh"];

    /// <summary>Skips the test where the kernel does not let us.</summary>
    public static async Task RequireAsync()
    {
        Tool.SkipWithout("unshare", "util-linux");
        var (code, text) = await Tool.TryAsync(ReadOnly[0], [.. ReadOnly[1..], "true"]);
        Assert.SkipWhen(code != 0, $"namespaces of users and mounts are not to be had here: {text}");
    }

    private static string[] Of(string setup) => ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", $"{setup} && exec \"$@\"", "sh"];
}
