using LocalKubernetes.Api;

namespace LocalKubernetes.Controllers;

/// <summary>One controller's duty towards one object.</summary>
internal readonly record struct Work(IController Controller, ObjectKey Key);
