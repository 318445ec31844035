"""Our JMESPath and the AWS CLI's own, the Python library: the same expressions, asked of the same
documents, have the same results."""

import itertools
import json
import os
import pathlib
import random
import re
import subprocess

import jmespath
import pytest

SOURCE = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ.get(
    "AMITY_JMESPATH", SOURCE / "build/release/protocol/jmespath/jmespath-search"
)

DOCUMENTS = [
    None,
    True,
    7,
    -2.5,
    "text",
    "",
    [],
    {},
    [0, 1, 2, 3, 4, 5],
    ["b", "a", "c", "ä"],
    [[1, [2, 3]], [4], 5, [], None],
    [{"a": 1, "b": "x"}, {"a": 3, "b": "y"}, {"a": 2}, {"b": None}],
    {"a": {"a": {"b": [1, 2]}, "b": "in"}, "b": [{"a": 1}, {"a": {"b": 2}}, {"c": 3}], "c": None},
    {"a": [3, 1, 2], "b": ["x", "yy", ""], "c": {"a": 1.5, "b": -1, "c": 0}, "d e": {"é": False}},
    {
        "ConnectionInvitationSummaries": [
            {"Id": "i1", "Status": "PENDING", "At": "2026-01-02", "N": 2, "Tags": [{"Key": "k"}]},
            {"Id": "i2", "Status": "REJECTED", "At": "2026-01-01", "N": 10, "Tags": []},
            {"Id": "i3", "Status": "PENDING", "At": "2025-12-31", "N": 2.5},
        ],
        "NextToken": "t",
    },
]

# What AWS's documentation shows, in our words, and each part of the grammar.
EXPRESSIONS = r"""
ConnectionInvitationSummaries[*].[Id, Status]
ConnectionInvitationSummaries[].{Id: Id, S: Status}
ConnectionInvitationSummaries[?Status=='PENDING'].Id
ConnectionInvitationSummaries[?Status==`PENDING`].Id
ConnectionInvitationSummaries[?Status==`"PENDING"`] | [0]
ConnectionInvitationSummaries[?N > `2`].[Id, N]
ConnectionInvitationSummaries[?N >= `2` && Status != 'REJECTED'].Id | [-1]
ConnectionInvitationSummaries[?starts_with(Id, 'i')].At
ConnectionInvitationSummaries[?contains(Status, 'JECT')].Id
ConnectionInvitationSummaries[?contains(['i1', 'i3'], Id)].Id
ConnectionInvitationSummaries[?At > '2026-01-01'].Id
ConnectionInvitationSummaries[?Tags[?Key=='k']].Id
ConnectionInvitationSummaries[?not_null(Tags)].Id
ConnectionInvitationSummaries[?!Tags].Id
ConnectionInvitationSummaries[?Tags].Tags[].Key
sort_by(ConnectionInvitationSummaries, &At)[].Id
reverse(sort_by(ConnectionInvitationSummaries, &N))[0].Id
max_by(ConnectionInvitationSummaries, &N).Id
min_by(ConnectionInvitationSummaries, &At).Id
length(ConnectionInvitationSummaries)
length(ConnectionInvitationSummaries[?Status=='PENDING'])
sum(ConnectionInvitationSummaries[].N)
avg(ConnectionInvitationSummaries[*].N)
join(`, `, ConnectionInvitationSummaries[].Id)
ConnectionInvitationSummaries[0:2].Id
ConnectionInvitationSummaries[::2].Id
ConnectionInvitationSummaries[::-1].Id
ConnectionInvitationSummaries[].[Id, Tags[0].Key]
ConnectionInvitationSummaries[].[Id, to_string(N)]
ConnectionInvitationSummaries[*].Tags[].Key | [0]
map(&Id, ConnectionInvitationSummaries)
map(&Tags[0].Key, ConnectionInvitationSummaries)
@
a
a.b
a.a.b
"a"."b"
"d e"."é"
a || b
a && b
!a
!!a
(a || b).c
a.(b)
(a).b
[0]
[-1]
[10]
[1:3]
[:-1]
[-3:]
[::2]
[5:0:-2]
[::-1]
[]
[][]
[*]
[*].a
[*][0]
[].a
[].[a, b]
[].{x: a, y: b}
[?a].b
[?a == `1`]
[?a != `1`].b
[?a < `3`]
[?a <= b]
[?@ > `2`]
[?@ == 'a']
[?b == null]
[?b == `null`]
[?type(@) == 'array']
[?a && !b]
[?a || b]
[?(a || b) && a]
[?a == `1` || b == 'y'].[a, b]
*
*.a
*.*
*.b[]
*[0]
*.[@]
b[*].a
b[*].a.b
b[].a.b
b[?a.b].a
b[0].a
b[*].[a]
a[*]
a[0:2]
a[::-1]
a.*
c.*
[a, b]
[a, b, c][]
{a: a, b: b.c}
{"x y": a, a: b}
{a: a, a: b}
a | b
a | [0]
a.b | @
[*].a | [0]
[*] | [0].a
[].a || 'none'
b[].a | length(@)
`1`
`[1, 2]`
`{"a": [true, null, 1.5]}`
`"a"`
`bare words`
` "x" `
'raw'
'it\'s'
'back\\slash'
'\n'
''
`"\n\u00e9"`
`1` == `1.0`
`0` == `false`
`[1]` == `[1]`
`{"a": 1, "b": 2}` == `{"b": 2, "a": 1}`
'a' < 'b'
'a' < `1`
`1` < `2`
`1` < `2.5`
`true` < `false`
a == a
@ == `null`
abs(@)
abs(`-7`)
abs(`-1.5`)
avg(@)
avg(`[]`)
ceil(`1.2`)
ceil(`-1.2`)
floor(`1.8`)
floor(@)
contains(@, 'a')
contains(@, `1`)
contains('abc', 'b')
ends_with(@, 't')
ends_with('abc', 'bc')
starts_with('abc', 'bc')
join(',', @)
join('', `["a", "b"]`)
keys(@)
values(@)
keys(c)
values(c)
length(@)
length('äöü')
map(&a, @)
map(&[0], @)
map(&@, a)
max(@)
max(`["b", "a"]`)
max(`[]`)
min(@)
max_by(@, &a)
min_by(@, &a)
max_by(b, &a)
merge(@, `{"a": 0, "z": 1}`)
merge(`{}`)
merge(a, c)
not_null(a, b, c)
not_null(`null`, `0`)
reverse(@)
reverse('abc')
sort(@)
sort(a)
sort(`["b", "a", "B", "é"]`)
sort(keys(c))
sort_by(@, &a)
sort_by([?a], &a)
sort_by([?a], &to_string(a))[].a
sum(@)
sum(`[1.5, 2]`)
sum(`[]`)
to_array(@)
to_number(@)
to_number('12')
to_number('-1.5e2')
to_number('x')
to_number(`true`)
to_string(a)
to_string(`{"a": [1, "x", null]}`)
to_string('x')
type(@)
type(a)
[type(a), type(b), type(c)]
*.type(@)
length(@) > `3`
sum(a) == `6`
a[?@ > `1`] | sort(@) | [0]
@.a
@[0]
@ | @
foo(@)
length()
length(a, b)
length(&a)
sort_by(@)
sort_by(@, a)
map(a, &b)
not_null()

a.
.a
a..b
a b
a[
a]
a[0
a[b]
a[1 2]
a[0:1:2:3]
a[?b
a[?]
[a
[a,]
{a}
{a:}
{a: b
{0: a}
(a
a)
()
a ||
|| a
a &&
!
a ==
a = b
a | 
&
*a
**
[*
'a
`a
"a
"\q"
#
$
-
a.-1
a.1
a.'b'
a.`b`
"length"(@)
a.length(b)
""
foo.[a, b]
foo.{a: b}
a.*.b
[[0]]
[[*]]
[@]
[*].*
[]*
a.b.c.d || a
!a.b
!a || b
a || b && c
(a || b) && c
a == b == c
a < b < c
a[0][1]
a[0].b[1]
[0][0]
[][0]
[*][*]
[*][]
[][*]
[*].[*]
[?[0]]
[?*]
[?a].*
a[?b][?c]
[?a][0]
[?a] | [0]
[?a].b[]
[].b[].c
a[].b[*].c
a.b[?c].d[0]
*[?a]
*[]
*[*]
*.a.b
*.a[]
*.a[0]
*.*.*
* | [0]
*|*
""".split("\n")


def results(cases):
    lines = [json.dumps({"expression": e, "document": d}) for e, d in cases]
    told = subprocess.run(
        [PROGRAM], input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


class NotSpecified(Exception):
    """The library stumbles over a type instead of saying so."""


def theirs(expression, document):
    """The library's result, or None for a refusal."""
    try:
        return {"result": jmespath.search(expression, document)}
    except (jmespath.exceptions.JMESPathError, ValueError):
        return None
    except TypeError as stumbled:
        raise NotSpecified from stumbled


def same(a, b) -> bool:
    """As JSON: true is not 1, but 1 is 1.0; members in the same order, which --output shows."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def differences(cases):
    told = results(cases)
    assert len(told) == len(cases)
    for (expression, document), ours in zip(cases, told):
        try:
            expected = theirs(expression, document)
        except NotSpecified:
            continue
        if (expected is None) != ("error" in ours) or (
            expected is not None and not same(expected["result"], ours["result"])
        ):
            yield expression, document, expected, ours


# The library counts a function's arguments once it is reached, and makes no projection of a slice
# that follows an index.
ELSEWHERE = re.compile(r"foo\(@\)|length\(\)|length\(a, b\)|sort_by\(@\)|not_null\(\)|\d\]\[[^\]]*:")


def test_the_same_results():
    cases = list(itertools.product(EXPRESSIONS, DOCUMENTS))
    assert len(cases) > 3000
    assert [each for each in differences(cases) if not ELSEWHERE.search(each[0])] == []


def made_expression(random, depth):
    """An expression of the grammar, mostly of few parts."""
    if depth == 0:
        return random.choice(["a", "b", "c", "@", "*", "[0]", "[]", "[*]", "'x'", "`1`", "[1:]"])
    inner = lambda: made_expression(random, depth - 1)  # noqa: E731
    return random.choice(
        [
            lambda: f"{inner()}.{random.choice('abc')}",
            lambda: f"{inner()}.*",
            lambda: f"{inner()}[{random.choice(['0', '-1', '', '*', ':2', '::-1'])}]",
            lambda: f"{inner()}[?{inner()}]",
            lambda: f"{inner()}[?{inner()} {random.choice(['==', '!=', '<', '>='])} {inner()}]",
            lambda: f"{inner()} | {inner()}",
            lambda: f"{inner()} || {inner()}",
            lambda: f"{inner()} && {inner()}",
            lambda: f"!{inner()}",
            lambda: f"({inner()})",
            lambda: f"[{inner()}, {inner()}]",
            lambda: f"{{x: {inner()}, a: {inner()}}}",
            lambda: f"{inner()}.[{inner()}]",
            lambda: f"{inner()}.{{b: {inner()}}}",
            lambda: f"type({inner()})",
            lambda: f"to_array({inner()})",
            lambda: f"not_null({inner()}, {inner()})",
            lambda: f"map(&{inner()}, to_array({inner()}))",
            lambda: f"length(to_array({inner()}))",
        ]
    )()


def test_expressions_that_nobody_would_write():
    chance = random.Random(20250404)
    made = sorted({made_expression(chance, chance.choice([1, 2, 2, 3])) for _ in range(3000)})
    cases = list(itertools.product(made, DOCUMENTS[6:14]))
    assert len(made) > 2000
    assert [each for each in differences(cases) if not ELSEWHERE.search(each[0])] == []


@pytest.mark.parametrize(
    "expression, sentence",
    [("foo(@)", "Unknown function: foo()"), ("length()", "Expected 1 argument for function")],
)
def test_functions_are_known_before_anything_is_asked(expression, sentence):
    (told,) = results([(f"nothing.here[].{expression}", {})])
    assert sentence in told["error"]
