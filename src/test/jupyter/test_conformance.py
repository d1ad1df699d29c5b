"""Jupyter's own conformance suite, with a sample for everything it can ask, except the pager, which we do not use."""

import unittest

import jupyter_kernel_test

import home


def setUpModule() -> None:
    home.folder()


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = home.KERNEL
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("a warning");'
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_clear_output = "org.fiftylayers.display.Display.frontend().clear(false);"
    code_inspect_sample = "Math.sqrt"

    completion_samples = [
        {"text": "Math.sqr", "matches": ["sqrt("]},
        {"text": "org.fiftylayers.matrix.Matri", "matches": ["Matrix"]},
        {"text": '"a".isBl', "matches": ["isBlank()"]},
        {"text": "noSuchNameAtAll", "matches": []},
    ]
    complete_code_samples = [
        "1 + 1",
        "int one = 1;",
        "int two() { return 2; }",
        "for (int i = 0; i < 3; i++) {\n    System.out.println(i);\n}",
        "// only a comment",
        "",
    ]
    incomplete_code_samples = [
        "int three() {",
        "for (int i = 0; i < 3; i++) {",
        "Math.max(1,",
        '"""\nthe beginning of a text block',
        "/* the beginning of a comment",
    ]
    invalid_code_samples = ["int 3x = ;", "}"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"text"', "result": "text"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
        {"code": 'tech.tablesaw.api.Table.create("empty")', "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'display("x")', "mime": "text/plain"},
        {"code": 'display(tech.tablesaw.api.Table.create("empty"));', "mime": "text/html"},
        {"code": 'display(org.fiftylayers.show.Figures.xy("title", "x", "y"));', "mime": "image/svg+xml"},
        {"code": 'display(org.fiftylayers.show.Derivation.of("one").line("1", () -> 1.0));', "mime": "text/latex"},
    ]

    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")


if __name__ == "__main__":
    unittest.main()
