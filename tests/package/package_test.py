"""The client library as it is installed: a project that knows nothing but where it lies is configured,
built and run, with the static and with the shared library."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from server_process import REGION, SOURCE

BUILD = Path(os.environ.get("AMITY_BUILD") or SOURCE / "build/release")
STRICT = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
BIRCH = "444455556666"
# What we are built from is nothing to those who use us.
FOREIGN = re.compile(r"#\s*include\s*<(boost|simdjson|curl|openssl|re2|fmt)|\b(simdjson|boost|re2|fmt)::|\bCURL\b|\bSSL_")


def run(*words, **more) -> subprocess.CompletedProcess:
    ended = subprocess.run([*map(str, words)], capture_output=True, text=True, timeout=600, **more)
    assert ended.returncode == 0, f"{words}\n{ended.stdout[-6000:]}{ended.stderr[-6000:]}"
    return ended


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A prefix with the client's component and nothing else."""
    prefix = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", BUILD, "--component", "client", "--prefix", prefix)
    return prefix


def headers(prefix: Path) -> list[Path]:
    return sorted((prefix / "include/amity").rglob("*.h"))


def build(source: Path, build: Path, prefix: Path, *options: str) -> float:
    """Builds a project that finds Amity by CMAKE_PREFIX_PATH alone; the seconds that the build took."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(build)}
    run(
        *("cmake", "-G", "Ninja", "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}"),
        *("-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_EXTENSIONS=OFF", *options),
        env=environment,
    )
    begin = time.monotonic()
    run("cmake", "--build", build, env=environment)
    return time.monotonic() - begin


MINIMAL = """\
cmake_minimum_required(VERSION 3.25)
project(minimal LANGUAGES CXX)
find_package(Amity 0.1 CONFIG REQUIRED {components})
add_executable(minimal main.cc)
target_link_libraries(minimal PRIVATE {target})
"""


def minimal(folder: Path, components: str = "", target: str = "amity::client") -> Path:
    folder.mkdir()
    (folder / "CMakeLists.txt").write_text(MINIMAL.format(components=components, target=target))
    shutil.copy(SOURCE / "examples/first_call.cc", folder / "main.cc")
    return folder


def needed(program: Path) -> set[str]:
    told = run("readelf", "--dynamic", program).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.+?)\.so", told))


def shows_a_partner(program: Path, server) -> bool:
    environment = {
        "AWS_ENDPOINT_URL": server.endpoint,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": BIRCH,
        "AWS_SECRET_ACCESS_KEY": "any",
    }
    told = run(program, "partner-222222222bbbb", env=environment).stdout
    return told.startswith("Birch Consulting Ltd.")


def test_the_component_is_the_client_alone(installed):
    folders = {path.name for path in installed.iterdir()}
    assert folders == {"include", "lib"}
    assert {path.name for path in (installed / "include").iterdir()} == {"amity"}


def test_no_header_shows_what_we_are_built_from(installed):
    assert len(headers(installed)) > 20
    for header in headers(installed):
        text = header.read_text()
        assert not FOREIGN.search(text), header
        assert '#include "' not in text, header


def test_every_header_stands_alone(installed, tmp_path):
    names = [str(header.relative_to(installed / "include")) for header in headers(installed)]
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\n"
        "project(alone LANGUAGES CXX)\n"
        "find_package(Amity CONFIG REQUIRED)\n"
        "file(GLOB sources *.cc)\n"
        "add_library(alone OBJECT ${sources})\n"
        "target_link_libraries(alone PRIVATE amity::client)\n"
    )
    for name in names:
        # Twice: it must have a guard.
        (tmp_path / f"{name.replace('/', '_')}.cc").write_text(f"#include <{name}>\n" * 2)
    # Unoptimized: it is about what the compiler says.
    build(tmp_path, tmp_path / "build", installed, f"-DCMAKE_CXX_FLAGS={STRICT} -O0")


@pytest.mark.parametrize("kind", ["static", "shared"])
def test_a_program_is_built_and_run(kind, installed, tmp_path, start):
    shared = "ON" if kind == "shared" else "OFF"
    source = minimal(tmp_path / "minimal")

    seconds = build(source, tmp_path / "build", installed, f"-DBUILD_SHARED_LIBS={shared}")

    program = tmp_path / "build/minimal"
    assert ("libamity_client" in needed(program)) == (kind == "shared")
    assert not any(name.startswith(("libre2", "libfmt", "libboost")) for name in needed(program))
    assert shows_a_partner(program, start("--seed", "demo"))
    run("strip", program)
    print(f"{kind}: {program.stat().st_size} bytes stripped, built in {seconds:.1f} s")


def test_a_component_is_had_by_its_name(installed, tmp_path):
    for kind in ("static", "shared"):
        source = minimal(tmp_path / kind, f"COMPONENTS {kind}", f"amity::client_{kind}")
        # Configured only: the programs above are built.
        run("cmake", "-S", source, "-B", tmp_path / f"build-{kind}", f"-DCMAKE_PREFIX_PATH={installed}")
    source = minimal(tmp_path / "other", "COMPONENTS header_only")
    words = ["cmake", "-S", source, "-B", tmp_path / "build-other", f"-DCMAKE_PREFIX_PATH={installed}"]
    refused = subprocess.run([*map(str, words)], capture_output=True, text=True)
    assert refused.returncode != 0 and "no component header_only" in refused.stderr.replace("\n", " ")


def test_the_examples_are_a_project_of_their_own(installed, tmp_path):
    build(SOURCE / "examples", tmp_path, installed, f"-DCMAKE_CXX_FLAGS={STRICT} -O0")
    assert run(tmp_path / "example_fake_service").stdout == "as expected\n"


def test_pkg_config_knows_it(installed):
    environment = os.environ | {"PKG_CONFIG_PATH": str(installed / "lib/pkgconfig")}
    words = run("pkg-config", "--cflags", "--libs", "amity-client", env=environment).stdout.split()
    assert "-lamity_client" in words
    folders = [Path(word[2:]).resolve() for word in words if word.startswith(("-I", "-L"))]
    assert {installed / "include", installed / "lib"} <= set(folders)


def test_the_shared_library_shows_no_names_but_ours(installed):
    library = next((installed / "lib").glob("libamity_client.so.0.1"))
    told = run("nm", "--dynamic", "--defined-only", "--demangle", library).stdout
    names = [line.split(maxsplit=2)[2] for line in told.splitlines()]
    assert len(names) > 100
    assert [name for name in names if "amity::" not in name] == []
