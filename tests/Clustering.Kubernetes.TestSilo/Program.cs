using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Clustering.Kubernetes.TestSilo;

if (args is not [var kubeconfig, var clusterId, var name, var port])
{
    Console.Error.WriteLine("usage: KUBECONFIG CLUSTER-ID SILO-NAME PORT; the pod is described by POD_NAME, POD_NAMESPACE, POD_IP and POD_UID");
    return 2;
}

var builder = TestSilo.CreateBuilder(options =>
{
    options.ClusterId = clusterId;
    options.SiloName = name;
    options.SiloPort = int.Parse(port, CultureInfo.InvariantCulture);
    options.Client = _ => TestSilo.ClientOf(kubeconfig);
});
builder.Services.AddHostedService<Reporter>();
if (Environment.GetEnvironmentVariable("TEST_SILO_PATIENT") is not null) TestSilo.BePatient(builder);
try
{
    await builder.Build().RunAsync();
    return 0;
}
catch (ClusteringConfigurationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
