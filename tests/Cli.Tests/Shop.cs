namespace NetpolOrleans.Cli.Tests;

/// <summary>A small application: web calls api by its full name, api calls a database that is not there and a host outside.</summary>
internal static class Shop
{
    public const string Manifests = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: main
                image: example/app:1
                ports: [{name: http, containerPort: 3000}]
                env:
                - {name: API_URL, value: "http://api.shop.svc.cluster.local"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: shop}
        spec:
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers:
              - name: main
                image: example/app:1
                ports: [{name: http, containerPort: 8080}]
                env:
                - {name: DB_HOST, value: db.shop.svc.cluster.local}
                - {name: SELF_URL, value: "http://web.shop.svc.cluster.local:99"}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop}
        spec:
          selector: {app: api}
          ports: [{port: 80, targetPort: http}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: LoadBalancer
          selector: {app: web}
          ports: [{port: 80, targetPort: http}]
        """;

    public const string DenyAll = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny-all, namespace: shop}
        spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
        """;

    public const string AllowApi = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: allow-api, namespace: shop}
        spec:
          podSelector: {}
          ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]
          egress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 8080}]}]
          policyTypes: [Ingress, Egress]
        """;
}
