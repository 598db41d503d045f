# SPDX-License-Identifier: Apache-2.0
"""The runner of transcripts notices what differs: a test that cannot fail proves nothing."""

import unittest

import transcript


class Matching(unittest.TestCase):
    def test_equal_lines_match_and_others_do_not(self):
        self.assertTrue(transcript.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(transcript.matches(["a", "b"], ["a", "c"]))
        self.assertFalse(transcript.matches(["a"], ["a", "b"]))
        self.assertFalse(transcript.matches(["a", "b"], ["a"]))
        self.assertFalse(transcript.matches([], ["a"]))

    def test_dots_within_a_line_stand_for_any_text(self):
        self.assertTrue(transcript.matches(["a ... z"], ["a 12 z"]))
        self.assertFalse(transcript.matches(["a ... z"], ["a 12 y"]))
        self.assertFalse(transcript.matches(["a.b..."], ["axb"]))

    def test_a_line_of_dots_stands_for_any_number_of_lines(self):
        for between in ([], ["x"], ["x", "b", "y"]):
            self.assertTrue(transcript.matches(["a", "...", "b"], ["a", *between, "b"]))
        self.assertTrue(transcript.matches(["..."], []))
        self.assertFalse(transcript.matches(["a", "...", "b"], ["a", "x"]))
        self.assertTrue(transcript.matches(["...", "a", "...", "a"], ["a", "a"]))
        self.assertFalse(transcript.matches(["...", "a", "...", "a"], ["a"]))


class Reading(unittest.TestCase):
    def test_a_test_file_has_files_and_commands_with_what_they_print(self):
        text = ("# about\n\n> in.txt\n| one\n|\n| two\n$ cat in.txt \\\n    -A\none\n\n[stderr]\noops\n[exit 3]\n"
                "\n# next\n$ true\n")
        made, first, second = transcript.read_test(text)
        self.assertEqual((made.name, made.lines), ("in.txt", ["one", "", "two"]))
        self.assertEqual(first.text, "cat in.txt -A")
        self.assertEqual((first.stdout, first.stderr, first.exit), (["one"], ["oops"], 3))
        self.assertEqual((second.text, second.stdout, second.exit), ("true", [], 0))

    def test_text_that_belongs_to_no_command_is_a_mistake(self):
        with self.assertRaisesRegex(ValueError, "line 1"):
            transcript.read_test("stray\n")

    def test_only_console_fences_of_a_page_are_read(self):
        page = ("text\n```sh\n$ not run\n```\n```console\n$ echo a\na\n$ echo b\nb\n```\n"
                "more\n```console\n$ true\n```\n")
        commands = transcript.read_fences(page)
        self.assertEqual([(c.text, c.stdout) for c in commands], [("echo a", ["a"]), ("echo b", ["b"]), ("true", [])])


if __name__ == "__main__":
    unittest.main()
