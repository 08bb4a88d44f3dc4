"""Finds which styles of a workbook show a number as a percentage: 0.846 as 84.6%."""

import re

# 0% and 0.00%, which every workbook has without saying so.
BUILT_IN = frozenset({"9", "10"})
# What a format prints as it stands: text in quotation marks, a sign after a backslash, and space as wide as a sign.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')


class PercentStyles:
    """Follows the elements of `xl/styles.xml`; `found` holds the numbers by which cells name such a style."""

    def __init__(self) -> None:
        self.formats = set(BUILT_IN)
        self.found: frozenset[str] = frozenset()
        self._is_in_cells, self._place = False, -1

    def begins(self, tag: str, given: dict[str, str]) -> None:
        """Take an element in."""
        if tag == "numFmt" and "numFmtId" in given:
            is_percent = "%" in LITERAL.sub("", given.get("formatCode", ""))
            (self.formats.add if is_percent else self.formats.discard)(given["numFmtId"])
        elif tag == "cellXfs":
            self._is_in_cells, self._place = True, -1
        elif tag == "xf" and self._is_in_cells:
            self._place += 1
            if given.get("numFmtId") in self.formats:
                self.found |= {str(self._place)}

    def ends(self, tag: str) -> None:
        """Leave an element."""
        if tag == "cellXfs":
            self._is_in_cells = False
