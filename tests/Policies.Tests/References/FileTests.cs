namespace NetpolOrleans.Policies.Tests.References;

public sealed class FileTests
{
    [Theory]
    [InlineData("Spring YAML", """
        spring:
          redis:
            host: redis
            port: 6379
          datasource:
            url: jdbc:mysql://${DB_HOST:mysql}:3306/x # not cart:80
          data.cassandra.contact-points: c0,c1
        name: orders
        # host: nobody
        """, "shop/redis:6379 shop/mysql:3306 shop/c0? shop/c1?")]
    [InlineData("YAML lists", """
        brokers:
          - kafka-0.kafka
          - kafka
        hosts: [es, "es2:9200"]
        names:
        - cart
        servers:
        - host: a
          port: 1
        - host: b
          port: 2
        """, "shop/kafka@kafka-0|kafka/kafka-0|ext=kafka-0.kafka shop/kafka? shop/es? shop/es2:9200 shop/a:1 shop/b:2")]
    [InlineData("Weights of upstreams", """
        routes:
        - uri: /cart/*
          upstream:
            nodes:
              "cart:80": 1
              "orders.shop.svc.cluster.local:8080": 2
              'stock:80': 1
            times: {"12:30": 1, plain: 80}
        - upstream: {"nodes": {"mail:25": 1}}
        """, "shop/cart:80 shop/orders:8080 shop/stock:80 shop/mail:25??")]
    [InlineData("properties", """
        spring.redis.host=redis
        spring.redis.port=6379
        ! bootstrap
        bootstrap.servers=kafka:9092
        security.protocol=PLAINTEXT
        logger.org.apache=info
        """, "shop/redis:6379 shop/kafka:9092")]
    [InlineData("JSON", """
        {
          "compose-post-service": { "addr": "compose-post", "port": 9090, "connections": 512 },
          "consulAddress": "consul:8500",
          "geo": {
            "host": "mongodb-geo",
            "port": "27017"
          },
          "name": "cart"
        }
        """, "shop/compose-post:9090 shop/consul:8500 shop/mongodb-geo:27017")]
    [InlineData("JSON on one line", """{"a":{"host":"x","port":1},"b":[{"host":"y","port":2},{"host":"z"}],"u":"{\"url\":\"http://in:3\"}"}""",
        "shop/x:1 shop/y:2 shop/z? shop/in:3")]
    [InlineData("INI", """
        [redis]
        host = redis
        port = 6379
        ; host = nobody
        [db]
        host = pg
        [[output]]
        urls = [
          "http://influx:8086",
        ]
        """, "shop/redis:6379 shop/pg? shop/influx:8086")]
    [InlineData("nginx", """
        upstream app {
          server app:8080;
          server app2 weight=5;
          server app-{{ .Id }}:80;
        }
        server {
          listen 80;
          server_name cart orders.shop;
          location /a { proxy_pass http://app; }
          location /b { proxy_pass http://billing/$request_uri; }
          location /c { set $up http://catalog:80; proxy_pass $up; }
          location /d { proxy_pass http://$host:80; }
          fastcgi_pass php:9000;
        }
        """, "shop/app:8080 shop/app2? shop/billing shop/catalog:80 shop/php:9000??")]
    [InlineData("nginx' own names", """
        server { listen cart.shop.svc:80; server_name cart.shop.svc orders.shop.svc; proxy_pass http://billing:80; }
        """, "shop/billing:80")]
    [InlineData("HAProxy's conditions", """
        frontend http
          bind cart.shop.svc:80
          acl is_cart hdr(host) -i cart.shop.svc
          use_backend orders if { hdr(host) -i orders.shop.svc }
          server o1 orders.shop.svc:8080 check
        """, "shop/orders:8080")]
    [InlineData("Apache", "<VirtualHost *:80>\n  ServerName cart.shop.svc\n  ServerAlias orders.shop.svc a.shop.svc\n  ProxyPass / http://billing:80/\n</VirtualHost>\n", "shop/billing:80")]
    [InlineData("Caddy", "cart.shop.svc:443, *.example.com {\n  reverse_proxy billing.shop.svc:80 {\n    lb_policy first\n  }\n}\n", "shop/billing:80")]
    [InlineData("a certificate", "dnsNames:\n- cart.shop.svc\ncommonName: orders.shop.svc\nissuer: http://billing\n", "shop/billing")]
    [InlineData("a certificate request", "[names]\nDNS.1 = cart.shop.svc\nDNS.2 = orders\ndns.server = dns.infra.svc\n", "infra/dns")]
    [InlineData("virtual hosts", "virtual_hosts:\n- domains: [\"cart.shop.svc\", \"orders:80\"]\n  routes: [{route: {host: billing}}]\n", "shop/billing?")]
    [InlineData("HAProxy", """
        frontend http
          bind *:80
          default_backend cart
        backend cart
          server orders billing:8080 check
        """, "shop/billing:8080??")]
    [InlineData("Envoy", """
        clusters:
        - name: cart
          load_assignment:
            endpoints:
            - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: catalog
                      port_value: 7070
        admin:
          address:
            socket_address: { address: 0.0.0.0, port_value: 9901 }
        """, "shop/catalog:7070")]
    [InlineData("Prometheus", """
        scrape_configs:
        - job_name: cart
          static_configs:
          - targets: ['orders:8080', "node:9100"]
          relabel_configs:
          - regex: (.+):(\d+)
            replacement: kubernetes.default.svc:443
        alerting:
          alertmanagers:
          - static_configs:
            - targets:
              - alertmanager:9093
        """, "shop/orders:8080?? shop/node:9100?? default/kubernetes:443 shop/alertmanager:9093??")]
    [InlineData("Fluentd and Fluent Bit", """
        [OUTPUT]
            Name es
            Host elasticsearch
            Port 9200
        <match **>
          @type forward
          host fluentd
          port 24224
        </match>
        """, "shop/elasticsearch:9200 shop/fluentd:24224")]
    [InlineData("Redis", "replicaof redis-master 6379\nsentinel monitor mymaster redis-0.redis.shop.svc 6379 2\n", "shop/redis-master:6379 shop/redis@redis-0:6379")]
    [InlineData("XML", "<a><host>redis</host><port>6379</port><!-- http://no --><url>http://cart</url><x xmlns:y=\"http://www.w3.org/x\"/></a>", "shop/redis:6379 shop/cart")]
    [InlineData("Hadoop", "<property>\n  <name>yarn.resourcemanager.hostname</name>\n  <value>yarn</value>\n</property>\n<property><name>fs.defaultFS</name><value>hdfs://hdfs:9000</value></property>",
        "shop/yarn? shop/hdfs:9000")]
    [InlineData("a manifest", "env:\n- name: DB_HOST\n  value: mysql\n- name: APP\n  value: cart\n", "shop/mysql?")]
    [InlineData("PHP", "<?php\n$config['host'] = 'mysql';\n$db = ['host' => 'pg', 'port' => 5432];\n// $x['host'] = 'no';\n", "shop/mysql? shop/pg:5432")]
    [InlineData("JavaScript", "const db = {\n  host: 'mysql',\n  port: 3306,\n};\nfetch('http://cart/x');\n", "shop/mysql:3306 shop/cart")]
    [InlineData("PgBouncer", "[databases]\norders = host=pg port=5432 dbname=orders\n", "shop/pg:5432")]
    [InlineData("Varnish", "backend default {\n  .host = \"cart\";\n  .port = \"80\";\n}\n", "shop/cart:80")]
    [InlineData("Flink", "jobmanager.rpc.address: jobs\njobmanager.rpc.port: 6123\n", "shop/jobs:6123")]
    [InlineData("HCL and Logstash", "listener \"tcp\" {\n  address = \"0.0.0.0:8200\"\n}\nstorage \"consul\" {\n  address = \"consul:8500\"\n}\nhosts => [\"es:9200\"]\n",
        "shop/consul:8500 shop/es:9200")]
    [InlineData("script", "#!/bin/sh\nset -e\nHOST=redis\nuntil nc -z $HOST 6379; do sleep 1; done\necho cart\n", "shop/redis? shop/redis:6379")]
    [InlineData("Python", "import redis\n# redis.Redis(host='no')\nr = redis.Redis(host='redis', port=6379)\nrequests.get(\"http://cart:8080/x\")\n", "shop/redis:6379 shop/cart:8080")]
    [InlineData("comments", "a: http://x\n-- see http://no\n; http://no\n// http://no\n<!-- http://no\nhttp://no -->\n/* http://no */\nb: http://y // http://no\n--broker=kafka:9092\n",
        "shop/x shop/y shop/kafka:9092")]
    [InlineData("two documents", "host: a\n---\nport: 80\n", "shop/a?")]
    [InlineData("no fields", "The cart server listens on port 8080.\nSee the orders service, or ping the cart. Monitor our redis.\ncurl cart\n", "")]
    [InlineData("commands in a file", "check: nc -z kafka 9092\nlive: curl -s cart/health\n", "shop/kafka:9092 shop/cart?")]
    [InlineData("unbalanced", "a: }{{\nb:\n  host: x\n  port: 1\n", "shop/x:1")]
    public void A_mounted_file_names_peers(string format, string text, string expected)
    {
        Assert.NotEmpty(format);
        Assert.Equal(expected, string.Join(' ', Extracted.FromFile(text)));
    }

    [Fact]
    public void A_variable_may_hold_a_file() =>
        Assert.Equal(
            ["shop/redis:6379", "shop/cart:80"],
            Extracted.FromEnv(("CONFIG", "redis:\n  host: redis\n  port: 6379\n# http://no\ncart:\n  url: http://cart:80\n")));

    [Fact]
    public void A_file_sees_the_containers_variables() =>
        Assert.Equal(["shop/redis:6379"], Extracted.FromFile("addr: ${REDIS}:6379", "a.yaml", new Objects.EnvVar("REDIS", "redis")));
}
