"""Modules become one script: in order, apart from each other, and only in the forms we write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opendebate.views.explorer import FOLDER
from opendebate.views.script_bundle import bundle


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        folder.joinpath(f"{name.replace('_', '-')}.js").write_text(text, "utf-8")


def order(script: str) -> list[str]:
    """Return the modules of a script in their order."""
    return re.findall(r"^const (\$[\w$]+) = \(\(\) => \{$", script, re.MULTILINE)


def test_a_module_is_a_function_that_gives_what_it_exports(modules: Path) -> None:
    write(
        modules,
        main='import { one, $two } from "./far-off.js";\nwindow.made = one() + $two;\n',
        far_off=(
            'export function one() {\n  return "x";\n}\nexport const $two = 2;\nconst own = 3;\n'
        ),
    )
    assert bundle(modules, "main") == (
        '"use strict";\n'
        "const $far_off = (() => {\n"
        'function one() {\nreturn "x";\n}\nconst $two = 2;\nconst own = 3;\n'
        "return { one, $two };\n"
        "})();\n"
        "const $main = (() => {\n"
        "const { one, $two } = $far_off;\nwindow.made = one() + $two;\n"
        "return {  };\n"
        "})();\n"
    )


def test_modules_stand_after_what_they_need_and_once(modules: Path) -> None:
    write(
        modules,
        main='import { a } from "./a.js";\nimport { c } from "./c.js";\na(c);\n',
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c="export const c = 1;\n",
        unused="export const d = 1;\n",
    )
    assert order(bundle(modules, "main")) == ["$c", "$b", "$a", "$main"]


def test_the_same_name_in_two_modules_stays_two(modules: Path) -> None:
    write(
        modules,
        main='import { get } from "./a.js";\nimport { other } from "./b.js";\nget(other);\n',
        a="const own = 1;\nexport const get = () => own;\n",
        b="const own = 2;\nconst get = own;\nexport const other = get;\n",
    )
    parts = bundle(modules, "main").split("})();\n")
    assert ["const own" in part for part in parts] == [True, True, False, False]
    assert "const { get } = $a;\nconst { other } = $b;\n" in parts[2]


def test_classes_and_functions_of_all_sorts_can_be_exported(modules: Path) -> None:
    text = "export class A {}\nexport async function b() {}\nexport function* c() {}\n"
    write(modules, main=text)
    assert "return { A, b, c };" in bundle(modules, "main")


@pytest.mark.parametrize("cycle", [["a"], ["a", "b"], ["a", "b", "c"]], ids=len)
def test_a_cycle_is_refused_and_reported(modules: Path, cycle: list[str]) -> None:
    for name, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        text = f'import {{ {other} }} from "./{other}.js";\nexport const {name} = 1;\n'
        write(modules, **{name: text})
    with pytest.raises(ValueError, match="cycle: " + " → ".join([*cycle, "a"])):
        bundle(modules, "a")


@pytest.mark.parametrize(
    "line",
    [
        'import one from "./one.js";',
        'import * as one from "./one.js";',
        'import "./one.js";',
        'import { one as two } from "./one.js";',
        "import { one } from './one.js';",
        'import { one } from "./one.js"',
        'import { one } from "https://example.org/one.js";',
        'import { one } from "/one.js";',
        'import {\n  one,\n} from "./one.js";',
        "export default one;",
        "export { one };",
        'export * from "./one.js";',
        "export let one = 1;",
        "export const { one, two } = three;",
    ],
)
def test_other_forms_are_refused(modules: Path, line: str) -> None:
    write(modules, main=f"const one = 1;\n{line}\n", one="export const one = 1;\n")
    with pytest.raises(ValueError, match=r"main\.js imports or exports in a form"):
        bundle(modules, "main")


def test_a_module_of_a_folder_beside_finds_its_neighbours(modules: Path) -> None:
    for folder in ("here", "beside"):
        (modules / folder).mkdir()
    write(modules / "here", main='import { a } from "../beside/a.js";\na();\n')
    write(
        modules / "beside",
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b="export const b = 1;\n",
    )
    script = bundle(modules / "here", "main")
    assert order(script) == ["$beside$b", "$beside$a", "$main"]
    assert "const { b } = $beside$b;" in script


def test_comments_and_indents_go_and_texts_stay(modules: Path) -> None:
    write(
        modules,
        main=(
            "// away\n"
            "/** @typedef {string} Away */\n"
            "/**\n * away *\n * @param {string} away\n */\n"
            "function f() {\n"
            "  // away\n"
            '  const address = "https://example.org/*stays*/";\n'
            "\n\n"
            '  return /** @type {any} */ (address) + `  // ${"stays"}  ` + "/* stays */"; // too\n'
            "}\n"
        ),
    )
    assert bundle(modules, "main").splitlines()[2:-2] == [
        "function f() {",
        'const address = "https://example.org/*stays*/";',
        'return /** @type {any} */ (address) + `  // ${"stays"}  ` + "/* stays */"; // too',
        "}",
    ]


def test_signs_that_mean_something_to_the_bundler_stay_in_texts(modules: Path) -> None:
    line = r'const money = ["$$main", "\\1", "$&", "`"];'
    write(modules, main=f"{line}\n")
    assert line in bundle(modules, "main")


def test_a_text_over_several_lines_is_refused(modules: Path) -> None:
    write(modules, main="const text = `one\n  two`;\n")
    with pytest.raises(ValueError, match="over several lines"):
        bundle(modules, "main")


def test_the_explorer_is_one_script_without_imports() -> None:
    script = bundle(FOLDER, "main")
    assert order(script)[-1] == "$main"
    assert not re.search(r"^\s*(?:import|export)\b", script, re.MULTILINE)
    assert "</script" not in script.lower()
    assert script == bundle(FOLDER, "main")
