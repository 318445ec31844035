"""Starts the servers that bench/run and the smoke test load, and loads them."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

# Wide enough that no quota refuses what the load does.
QUOTAS = ["connection-invitations-per-day", "open-connection-invitations", "active-connections"]
QUOTA_FLAGS = [word for name in QUOTAS for word in ("--quota", f"{name}=1000000")]
# As `serve` without a mail server has it; `dev` would write a mail for every invitation and answer.
MAIL_FLAGS = ["--mail-notices", "false"]

_allowed = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = _allowed[0], _allowed[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def spawn(core, command, **options):
    """A child that has one core from its first instruction on."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        return subprocess.Popen([str(word) for word in command], **options)
    finally:
        os.sched_setaffinity(0, before)


def kibibytes(pid, field):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise LookupError(f"/proc/{pid}/status has no {field}")


def ask(port, request):
    """Sends the bytes of one request; the status and the bytes of the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = connection.makefile("rb")
        status = int(answer.readline().split()[1])
        length = 0
        while (line := answer.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, answer.read(length)


def initialise(program, configuration, data, identities):
    """`amity serve --init`, unless that was done before: the operator and the keys of accounts."""
    ended = subprocess.run([program, "serve", "--init", "--config", configuration, "--data", data,
                            "--identities", identities], capture_output=True, text=True)
    if ended.returncode != 0 and "operator already" not in ended.stderr:
        raise RuntimeError(ended.stderr)


def first_partner(seed, server):
    """The partner of the seed's first account, and how its clients find the server."""
    account = json.loads(seed.read_text())["accounts"][0]
    return account["partners"][0]["id"], os.environ | {
        "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT": f"http://127.0.0.1:{server.port}",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": account["id"],
        "AWS_SECRET_ACCESS_KEY": account["secret_access_key"],
        "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}


class Amity:
    """Amity with signatures verified, on a store of its own: `amity dev` with a seed, or
    `amity serve` with a configuration file over a store that `initialise` has begun."""

    def __init__(self, program, data, seed, log, configuration=None, flags=()):
        self.port = free_port()
        # A load is faster than any account or address may be.
        rates = ["--read-rate", 0, "--write-rate", 0, "--address-rate", 0]
        mode = ["dev", "--seed", seed, "--verify-signatures"]
        if configuration is not None:
            mode = ["serve", "--config", configuration]
        command = [program, *mode, "--port", self.port, "--management-port", 0, "--data", data,
                   *rates, *QUOTA_FLAGS, *MAIL_FLAGS, *flags]
        self.log = pathlib.Path(log)
        with self.log.open("ab") as log_file:
            self.process = spawn(SERVER_CORE, command, stdout=subprocess.PIPE, stderr=log_file)
        self.pid = self.process.pid
        line = self.process.stdout.readline().decode().strip()
        if line != f"ready http://127.0.0.1:{self.port}":
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"{program} said {line!r} instead of ready; see {self.log}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        self.process.stdout.close()
        if code != 0:
            raise RuntimeError(f"amity ended with {code}; see {self.log}")

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error is None:
            self.stop()
        else:
            self.process.kill()
            self.process.wait()


class Nginx:
    """One nginx worker that answers every request with the same 600 bytes."""

    CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  keepalive_requests 10000000;
  keepalive_timeout 600;
  client_header_buffer_size 4k;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    location / {{
      default_type application/x-amz-json-1.0;
      return 200 '{answer}';
    }}
  }}
}}
"""

    def __init__(self, folder):
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if program is None:
            raise RuntimeError("nginx is not installed: apt-get install nginx-light")
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        answer = json.dumps({"Answer": "x" * (600 - len('{"Answer": ""}'))})
        configuration = folder / "nginx.conf"
        configuration.write_text(
            self.CONFIGURATION.format(folder=folder, port=self.port, answer=answer))
        self.master = spawn(SERVER_CORE, [program, "-c", configuration, "-e", folder / "error.log"])
        self.pid = self._worker()

    def _worker(self):
        children = pathlib.Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and self.master.poll() is None:
            workers = children.read_text().split()
            if workers:
                return int(workers[0])
            time.sleep(0.01)
        raise RuntimeError("nginx started no worker")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.master.terminate()
        self.master.wait(10)


class Load:
    """The load generator, for one population."""

    def __init__(self, program, accounts, seed_number=1):
        self.command = [program, "--accounts", accounts, "--seed-number", seed_number]

    def _run(self, *words, **options):
        child = spawn(LOAD_CORE, [*self.command, *words], **options)
        output, _ = child.communicate()
        return child.returncode, output

    def write_seed(self, path):
        with open(path, "wb") as out:
            code, _ = self._run("seed", stdout=out)
        if code != 0:
            raise RuntimeError("no seed was written")

    def signed_request(self, port):
        """The bytes of one signed list request of the first account."""
        _, request = self._run("print", "--port", port, stdout=subprocess.PIPE)
        return request

    def fill(self, server, invitations, count):
        code, _ = self._run("fill", "--port", server.port, "--invitations", invitations,
                            "--requests", count)
        if code != 0:
            raise RuntimeError("the store was not filled")

    def measure(self, work, server, **options):
        """The figures of one window; a single answer other than 200 is an error."""
        words = [word for name, value in options.items()
                 for word in ("--" + name.replace("_", "-"), value)]
        code, output = self._run(work, "--port", server.port, "--server-pid", server.pid, "--json",
                                 *words, stdout=subprocess.PIPE)
        if not output:
            raise RuntimeError(f"{work}: no figures")
        figures = json.loads(output)
        if code != 0:
            samples = [traffic["samples"] for traffic in figures["traffic"]]
            raise RuntimeError(f"{work}: {figures['failures']} answers were not 200: {samples}")
        return figures
