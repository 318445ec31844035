"""The walls between the rooms: every #include must follow an arrow that a CMakeLists.txt draws.

Run with the layers.txt of a build: AMITY_LAYERS=build/release/layers.txt (ctest sets it).
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent
LAYERS = Path(os.environ.get("AMITY_LAYERS", SOURCE / "build/release/layers.txt"))

# Third-party headers that one room keeps to itself: Beast and Asio take 16 s to compile, and a
# second file that speaks SQLite's C interface would be a second place to get it wrong.
KEPT = [
    (re.compile(r"boost/(beast|asio)\b"), "protocol/http"),
    (re.compile(r"sqlite3\.h$"), "sql"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


@dataclass
class Room:
    name: str
    folder: str
    may_use: list[str]
    test_may_use: list[str]

    def allows(self, neighbour: str, is_test: bool) -> bool:
        return neighbour in self.may_use or (is_test and neighbour in self.test_may_use)


def read_rooms(text: str) -> dict[str, Room]:
    rooms = {}
    for line in text.splitlines():
        name, folder, may_use, test_may_use = line.split("|")
        rooms[name] = Room(name, folder, may_use.split(), test_may_use.split())
    return rooms


def room_of(path: str, rooms: dict[str, Room]) -> Room | None:
    """The innermost room that a path lies in; programs' own folders may hold several files."""
    inside = [room for room in rooms.values() if path.startswith(room.folder + "/")]
    return max(inside, key=lambda room: len(room.folder), default=None)


def arrows_not_drawn(source: Path, rooms: dict[str, Room]) -> list[str]:
    """One sentence for every #include that crosses a wall without a door."""
    complaints = []
    for room in rooms.values():
        for file in sorted((source / room.folder).glob("*")):
            if file.suffix not in (".h", ".cc", ".inc"):
                continue
            is_test = file.stem.endswith(("_test", "_benchmark")) or file.stem.startswith("fuzz_")
            for number, line in enumerate(file.read_text().splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                header = found[2]
                where = f"{room.folder}/{file.name}:{number}"
                for pattern, owner in KEPT:
                    if pattern.search(header) and room.folder != owner:
                        complaints.append(f"{where}: {header} belongs to {owner} alone")
                if found[1] == "<":
                    continue
                if not (source / header).exists():
                    complaints.append(f"{where}: {header} is not a path from the project's root")
                    continue
                neighbour = room_of(header, rooms)
                if neighbour is None:
                    complaints.append(f"{where}: {header} lies in no room")
                elif neighbour.name != room.name and not room.allows(neighbour.name, is_test):
                    complaints.append(
                        f"{where}: {room.name} may not use {neighbour.name} ({header})"
                    )
    return complaints


def cycle(rooms: dict[str, Room]) -> list[str]:
    """The names along a cycle of MAY_USE, or nothing."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return path[path.index(name) :] + [name]
        if name in done:
            return []
        for neighbour in rooms[name].may_use:
            if found := walk(neighbour, path + [name]):
                return found
        done.add(name)
        return []

    return next((found for name in rooms if (found := walk(name, []))), [])


@pytest.fixture(scope="module")
def rooms():
    return read_rooms(LAYERS.read_text())


def test_every_include_follows_a_drawn_arrow(rooms):
    assert len(rooms) >= 4, f"{LAYERS} names hardly any room"
    assert arrows_not_drawn(SOURCE, rooms) == []


def test_the_drawing_has_no_cycle_and_no_unknown_room(rooms):
    for room in rooms.values():
        assert set(room.may_use + room.test_may_use) <= set(rooms), room
    assert cycle(rooms) == []


def test_no_source_file_stands_outside_the_rooms(rooms):
    """A folder without amity_layer() would escape the test above."""
    outside = []
    for file in SOURCE.rglob("*"):
        if file.suffix not in (".h", ".cc"):
            continue
        path = file.relative_to(SOURCE)
        if path.parts[0] in ("build", ".venv", ".data", "fuzz", "bench", "examples", "tests"):
            continue
        room = room_of(str(path), rooms)
        if room is None or room.folder != str(path.parent):
            outside.append(str(path))
    assert outside == []


# The test of the test: walls that must be seen, in a house of four files.

DRAWING = """\
words|words||
rules|rules|words|
sql|sql||
shop|shop|words rules|sql
"""


@pytest.fixture
def house(tmp_path):
    for folder in ("words", "rules", "sql", "shop"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.h").write_text("#pragma once\n")
    return tmp_path


@pytest.mark.parametrize(
    "file, line, complaint",
    [
        ("words/words.cc", '#include "rules/rules.h"', "words may not use rules"),
        ("rules/rules.cc", '  #  include "sql/sql.h"', "rules may not use sql"),
        ("shop/shop.cc", '#include "sql/sql.h"', "shop may not use sql"),
        ("shop/shop.cc", '#include "shop.h"', "not a path from the project's root"),
        ("rules/rules.h", "#include <boost/asio/io_context.hpp>", "belongs to protocol/http"),
        ("rules/rules.h", "#include <boost/beast.hpp>", "belongs to protocol/http"),
        ("shop/shop.cc", "#include <sqlite3.h>", "belongs to sql"),
    ],
)
def test_a_forbidden_arrow_is_found(house, file, line, complaint):
    (house / file).write_text(f"#pragma once\n{line}\n")
    found = arrows_not_drawn(house, read_rooms(DRAWING))
    assert len(found) == 1 and complaint in found[0] and f"{file}:2" in found[0]


@pytest.mark.parametrize(
    "file, line",
    [
        ("rules/rules.cc", '#include "words/words.h"'),
        ("rules/rules.cc", '#include "rules/rules.h"'),
        ("shop/shop_test.cc", '#include "sql/sql.h"'),
        ("shop/stall_test.h", '#include "sql/sql.h"'),
        ("sql/sqlite.cc", "#include <sqlite3.h>"),
        ("shop/shop.cc", "#include <boost/functional/hash.hpp>"),
        ("words/words.cc", '// #include "rules/rules.h"'),
    ],
)
def test_a_drawn_arrow_passes(house, file, line):
    (house / file).write_text(f"{line}\n")
    assert arrows_not_drawn(house, read_rooms(DRAWING)) == []


def test_a_cycle_is_found():
    assert cycle(read_rooms("a|a|b|\nb|b|c|\nc|c|a|\nd|d|a|\n")) == ["a", "b", "c", "a"]
    assert cycle(read_rooms(DRAWING)) == []
