"""A real browser: a page of a configured origin may call the API and read its errors, another's may
not. Skipped, visibly, where there is no Chromium (`apt-get install chromium`)."""

import http.server
import shutil
import subprocess
import threading

import pytest

from server_process import Partner

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

# What an SDK sends from a page; the answer ends in the document.
PAGE = """<!doctype html><title>page</title><body><script>
fetch("{api}/", {{
  method: "POST",
  headers: {{
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": "PartnerCentralAccount.{operation}",
    "X-Amz-User-Agent": "page/1",
    "Authorization": "AWS4-HMAC-SHA256 Credential={account}/20260101/us-east-1/" +
      "partnercentral-account/aws4_request, SignedHeaders=host, Signature=0",
  }},
  body: '{body}',
}}).then(async answer => `${{answer.status}} ${{answer.headers.get("x-amzn-requestid") != null}} ` +
  `${{answer.headers.get("x-amzn-errortype")}} ${{await answer.text()}}`)
  .catch(error => "refused by the browser: " + error.name)
  .then(text => {{ document.body.textContent = text; }});
</script></body>
"""


class Site:
    """One page, on a port of its own: an origin."""

    def __init__(self):
        self.page = ""
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def sites():
    made = Site(), Site()
    yield made
    for site in made:
        site.server.shutdown()


@pytest.fixture(scope="module")
def flags(sites):
    return ["--cors-origins", sites[0].origin]


@pytest.fixture
def shown(server, numbers, tmp_path):
    """shown(site, operation, body): what the page of that site was answered."""
    me = Partner(server, next(numbers))

    def shows(site, operation, body) -> str:
        site.page = PAGE.format(
            api=server.endpoint, operation=operation, account=me.account, body=body
        )
        words = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", f"--user-data-dir={tmp_path}/profile"]
        command = [CHROMIUM, *words, "--virtual-time-budget=10000", "--dump-dom", site.origin]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return ended.stdout.partition("<body>")[2].partition("</body>")[0]

    return shows


def test_a_page_of_a_configured_origin_is_answered(shown, sites):
    answer = shown(sites[0], "ListPartners", '{"Catalog":"AWS"}')
    assert answer.startswith('200 true null {"PartnerSummaryList":[{"Catalog":"AWS",')


def test_it_can_read_errors_too(shown, sites):
    answer = shown(sites[0], "GetConnection", '{"Catalog":"AWS","Identifier":"pac-aaaaaaaaaaaaa"}')
    assert answer.startswith("404 true ResourceNotFoundException ")
    assert "CONNECTION_NOT_FOUND" in answer


def test_a_foreign_page_is_refused_by_the_browser(shown, sites):
    assert shown(sites[1], "ListPartners", '{"Catalog":"AWS"}') == (
        "refused by the browser: TypeError"
    )
