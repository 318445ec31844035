"""Certificates for a test: an authority of its own, and what it issues, by the openssl command."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Certificate:
    file: Path
    key: Path


def _openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=30)


class Authority:
    def __init__(self, folder: Path, name="authority"):
        self.folder = folder
        self.file, self.key = folder / f"{name}.pem", folder / f"{name}.key"
        _openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-subj", f"/CN={name}", "-days", 2, "-out", self.file, "-keyout", self.key),
        )

    def issues(self, name: str) -> Certificate:
        """Good for this machine, for two days; the key is its owner's alone."""
        made = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        asked, more = self.folder / f"{name}.csr", self.folder / f"{name}.cnf"
        more.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        _openssl(
            *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-subj", f"/CN={name}", "-out", asked, "-keyout", made.key),
        )
        _openssl(
            *("x509", "-req", "-in", asked, "-CA", self.file, "-CAkey", self.key),
            *("-CAcreateserial", "-days", 2, "-extfile", more, "-out", made.file),
        )
        made.key.chmod(0o600)
        return made
