using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Tests.References;

public sealed class CommandLineTests
{
    [Theory]
    // options
    [InlineData("--redis-addr=redis:6379", "shop/redis:6379")]
    [InlineData("--redis|argocd-redis:6379", "shop/argocd-redis:6379??")]
    [InlineData("--backend|http://cart", "shop/cart")]
    [InlineData("--server=cart", "shop/cart?")]
    [InlineData("--server|cart|orders", "shop/cart?")]
    [InlineData("-redis.addr=redis", "shop/redis?")]
    [InlineData("-h|db", "shop/db?")]
    [InlineData("-h|db|-p|5432", "shop/db:5432")]
    [InlineData("-h|a|-p|1|-h|b|-p|2", "shop/a:1 shop/b:2")]
    [InlineData("--db-host|pg|--db-port=5432", "shop/pg:5432")]
    [InlineData("--hosts|a,b|c", "shop/a? shop/b?")]
    [InlineData("-Dspring.redis.host=redis|-Dspring.redis.port=6379", "shop/redis:6379")]
    [InlineData("-connect|a:9042,b:9042", "shop/a:9042?? shop/b:9042??")]
    [InlineData("--bootstrap-server|kafka:9092", "shop/kafka:9092")]
    [InlineData("--set|host=redis", "shop/redis?")]
    [InlineData("env|REDIS_HOST=redis|REDIS_PORT=6379|app", "shop/redis:6379")]
    [InlineData("-retry-join=\"consul-0.consul.shop.svc:8301\"", "shop/consul@consul-0:8301")]
    [InlineData("--configdb|cfg/mongo-cfg-0.mongo-cfg:27019", "shop/mongo-cfg@mongo-cfg-0:27019|mongo-cfg/mongo-cfg-0:27019??")]
    [InlineData("--endpoint=dnssrv+_grpc._tcp.store.thanos.svc.cluster.local", "thanos/store:grpc")]
    [InlineData("redis-leader.redis", "redis/redis-leader|shop/redis@redis-leader?")]
    // commands, in exec form and in scripts
    [InlineData("nc|-z|kafka|9092", "shop/kafka:9092")]
    [InlineData("nc|-zv|-w|5|kafka|9092", "shop/kafka:9092")]
    [InlineData("sh|-c|until nc -z -v -w30 kafka 9092; do echo waiting for kafka; sleep 2; done;", "shop/kafka:9092")]
    [InlineData("sh|-c|while ! /usr/bin/nc kafka.msg 9092; do sleep 1; done", "msg/kafka:9092|shop/msg@kafka:9092|ext=kafka.msg:9092")]
    [InlineData("sh|-c|nc -z a 1 && nc -z b 2; nc -z c 3", "shop/a:1 shop/b:2 shop/c:3")]
    [InlineData("sh|-c|for h in a b; do nc -z $h 80; done", "shop/a:80 shop/b:80")]
    [InlineData("sh|-c|for h in a b; do curl http://${h}:80/; done", "shop/a:80 shop/b:80")]
    [InlineData("sh|-c|HOST=redis; PORT=${PORT:-6379}; nc -z $HOST $PORT", "shop/redis? shop/redis:6379")]
    [InlineData("sh|-c|until nslookup db.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local; do sleep 2; done", "shop/db")]
    [InlineData("sh|-c|until getent hosts cart; do sleep 1; done", "shop/cart?")]
    [InlineData("sh|-c|until nslookup db; do sleep 1; done; ping -c 1 db; exec psql -h db -p 5432", "shop/db:5432")]
    [InlineData("sh|-c|dig db.shop.svc; exec app --db=other:5432", "shop/db shop/other:5432??")]
    [InlineData("sh|-c|ping -c 1 redis && telnet mail 25", "shop/redis? shop/mail:25")]
    [InlineData("sh|-c|curl -s -o /dev/null -w '%{http_code}' -H 'Host: x' cart/health", "shop/cart?")]
    [InlineData("sh|-c|until [ $(curl -sf http://es:9200/_cat) = 200 ]; do sleep 1; done", "shop/es:9200")]
    [InlineData("sh|-c|wget -q -O- cart:8080", "shop/cart:8080??")]
    [InlineData("/wait-for-it.sh|db:5432|-t|60|--|app", "shop/db:5432??")]
    [InlineData("sh|-c|until pg_isready -h postgres -p 5432; do sleep 1; done", "shop/postgres:5432")]
    [InlineData("sh|-c|until mysqladmin ping -h mysql --silent; do sleep 1; done", "shop/mysql?")]
    [InlineData("sh|-c|mysql -hdb -uroot", "shop/db?")]
    [InlineData("bash|-c|timeout 5 bash -c '</dev/tcp/cart/80'", "shop/cart:80")]
    [InlineData("sh|-c|redis-cli -h redis -p 6379 ping; psql -h pg", "shop/redis:6379 shop/pg?")]
    [InlineData("sh|-c|exec app --db db:5432\n# nc -z no 1\nexec nc -z b 2", "shop/db:5432?? shop/b:2")]
    public void Arguments_name_peers(string args, string expected) =>
        Assert.Equal(expected, string.Join(' ', Extracted.FromArgs(args.Split('|'))));

    [Fact]
    public void A_command_goes_on_in_args()
    {
        var found = Extracted.From(new Container { Name = "app", Command = ["nc"], Args = ["-z", "kafka", "9092"] });

        Assert.Equal(["shop/kafka:9092"], Extracted.Print(found));
        Assert.Equal("container app: args: kafka", Assert.Single(found.References).Evidence.ToString());
    }

    [Fact]
    public void Variables_of_the_container_are_expanded_by_the_kubelet_and_by_the_shell()
    {
        var found = Extracted.From(new Container
        {
            Name = "app",
            Env = [new("A", "kafka"), new("B", "9092")],
            Command = ["sh", "-c", "nc -z $A ${B} && curl http://$(A):$(B)/$$(A)"],
        });

        Assert.Equal(["shop/kafka:9092", "shop/kafka:9092"], Extracted.Print(found));
    }
}
