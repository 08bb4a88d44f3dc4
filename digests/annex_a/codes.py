"""The codes of the template: what may stand in a coded cell, and the several ways in which councils write it.

A code is known by the code of the national returns within it ("f1", "n1") or, without one, by its words ("yes").
"""

import re
from dataclasses import dataclass, field

WORDS_OF_A_HEAD = re.compile(r"^([a-z]{0,3}[0-9]{0,2}[a-z]?)\s*[):.-]\s*(.*)$", re.DOTALL)
LETTERED = re.compile(r"^([a-z]{1,2})\)\s*(.+)$", re.IGNORECASE)
WITH_A_CODE_WITHIN = re.compile(r"^([A-Z]{1,4}[0-9]{0,2}[A-Z]?|[0-9]{1,2}[A-Z]?)(?::|\s-)\s*(.+)$")
QUOTES_AND_DASHES = str.maketrans({"‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "\xa0": " "})


@dataclass(frozen=True)
class CodeSet:
    """The codes that one column takes: `written` as the template writes them, `keys` by each thing they go by."""

    written: tuple[str, ...]
    keys: dict[str, str] = field(repr=False)

    def key_of(self, words: str) -> str | None:
        """Return the key of the code that `words` mean; None for no code, or one whose letter and words disagree."""
        found = {self.keys[name] for name in _names_within(words) if name in self.keys}
        return found.pop() if len(found) == 1 else None


def plain(words: str) -> str:
    """Return words without what differs from keyboard to keyboard: case, spaces, the shape of quotes and dashes."""
    return " ".join(words.translate(QUOTES_AND_DASHES).casefold().split()).strip(" .")


def code_set(*written: str, also: dict[str, str] | None = None) -> CodeSet:
    """Return the set of the codes `written`, with `also` for further names, each with the key it stands for.

    A name that two codes share ("Individual") tells them not apart and is no name.
    """
    meant: dict[str, set[str]] = {}
    for code in written:
        key, names = _key_and_names(code)
        for name in names:
            meant.setdefault(name, set()).add(key)
    keys = {name: found.pop() for name, found in meant.items() if len(found) == 1}
    return CodeSet(written, keys | (also or {}))


def _key_and_names(code: str) -> tuple[str, set[str]]:
    lettered, names, rest = LETTERED.match(code), {plain(code)}, code
    if lettered:
        names.add(plain(lettered[1]))
        rest = lettered[2]
    within = WITH_A_CODE_WITHIN.match(rest)
    names |= {plain(rest)} | ({plain(within[1]), plain(within[2])} if within else set())
    return plain(within[1] if within else rest), names


def _names_within(words: str) -> list[str]:
    """Return whatever a cell may name its code by: all of it, each code before a bracket or colon, what follows."""
    rest = plain(words)
    names = [rest, rest.rstrip(")")]
    while (head := WORDS_OF_A_HEAD.match(rest)) and head[1]:
        rest = head[2]
        # What follows a code is words or a further code; a lone letter there ("b) x") means nothing.
        names += [head[1], rest if len(rest) > 2 or any(map(str.isdigit, rest)) else ""]
    return [name for name in names if name]


YES_NO = code_set(
    "a) Yes", "b) No", "c) Unknown",
    also={"y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"},
)  # fmt: skip
GENDER = code_set(
    "a) Male", "b) Female", "c) Not stated/recorded", "d) Neither",
    also={
        "m": "male", "f": "female", "not stated": "not stated/recorded", "not known": "not stated/recorded",
        "unknown": "not stated/recorded", "u": "not stated/recorded", "i": "neither",
    },
)  # fmt: skip
ETHNIC_GROUPS = {
    "WBRI": "White British", "WIRI": "White Irish", "WIRT": "Traveller of Irish heritage",
    "WOTH": "Any other White background", "WROM": "Gypsy/Roma", "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African", "MWAS": "White and Asian", "MOTH": "Any other mixed background",
    "AIND": "Indian", "APKN": "Pakistani", "ABAN": "Bangladeshi", "AOTH": "Any other Asian background",
    "BCRB": "Caribbean", "BAFR": "African", "BOTH": "Any other Black background", "CHNE": "Chinese",
    "OOTH": "Any other ethnic group", "REFU": "Refused", "NOBT": "Information not yet obtained",
}  # fmt: skip
# The template gives the letter s to two codes; councils have written NOBT under t.
ETHNICITY = code_set(
    *(f"{letter}) {code}" for letter, code in zip("abcdefghijklmnopqrss", ETHNIC_GROUPS, strict=True)),
    also={"t": "nobt"} | {plain(words): plain(code) for code, words in ETHNIC_GROUPS.items()},
)
SOURCE = code_set(
    "a) 1A: Individual", "b) 1B: Individual", "c) 1C: Individual", "d) 1D: Individual", "e) 2A: Schools",
    "f) 2B: Education services", "g) 3A: Health services", "h) 3B: Health services", "i) 3C: Health services",
    "j) 3D: Health services", "k) 3E: Health services", "l) 3F: Health services", "m) 4: Housing",
    "n) 5A: LA services", "o) 5B: LA services", "p) 5C: LA services", "q) 6: Police",
    "r) 7: Other legal agency", "s) 8: Other", "t) 9: Anonymous", "u) 10: Unknown",
)  # fmt: skip
NEED = code_set(
    "N1 - Abuse or neglect", "N2 - Child's disability", "N3 - Parental disability or illness",
    "N4 - Family in acute stress", "N5 - Family dysfunction", "N6 - Socially unacceptable behaviour",
    "N7 - Low income", "N8 - Absent parenting", "N9 - Cases other than children in need", "N0 - Not stated",
)  # fmt: skip
CLOSURE = code_set(
    "RC1 - Adopted", "RC2 - Died", "RC3 - Child arrangements order", "RC4 - Special guardianship order",
    "RC5 - Transferred to services of another local authority", "RC6 - Transferred to adult social care services",
    "RC7 - Services ceased for any other reason, including child no longer in need",
    "RC8 - Case closed after assessment, no further action",
)  # fmt: skip
CASE_STATUS = code_set(
    "a) Looked after child", "b) Child Protection plan", "c) Child in need plan", "d) Open assessment",
    "e) Closed episode",
)  # fmt: skip
ABUSE = code_set(
    "a) Neglect", "b) Physical abuse", "c) Sexual abuse", "d) Emotional abuse", "e) Multiple/not recommended",
    also={
        "neg": "neglect", "phy": "physical abuse", "sab": "sexual abuse", "emo": "emotional abuse",
        "mul": "multiple/not recommended",
    },
)  # fmt: skip
LEGAL_STATUS = code_set(
    "C1: ICO", "C2: FCO", "D1: Freeing order", "E1: Placement order", "V2: Single period under S20",
    "V3: Short term breaks, episodes recorded", "V4: Short term breaks, agreements recorded",
    "L1: Police protection LA accommodation", "L2: EPO", "L3: Child assessment order LA accommodation",
    "J1: Remanded to LA or youth detention", "J2: LA accommodation under PACE", "J3: Youth rehabilitation order",
)  # fmt: skip
PERMANENCE = code_set(
    "a) Return to family", "b) Adoption", "c) SGO/CAO", "d) Supported living in the community",
    "e) Long-term residential placement", "f) Long-term fostering", "g) Other",
)  # fmt: skip
CEASED = code_set(
    "a) E11: Adopted - application unopposed", "b) E12: Adopted - consent dispensed", "c) E2: Died",
    "d) E3: Care taken by another LA",
    "e) E4A: Returned home to live with parents or relatives - part of planning",
    "f) E4B: Returned home to live with parents or relatives - not part of planning",
    "g) E13: Parents, relatives or other with no parental responsibility", "h) E41: Residence order granted",
    "i) E45: Special Guardianship Orders - former carer relative/friend",
    "j) E46: Special Guardianship Orders - former carer other",
    "k) E47: Special Guardianship Orders - relative/friend", "l) E48: Special Guardianship Orders - other",
    "m) E5: Moved into independent living - supported", "n) E6: Moved into independent living - no support",
    "o) E7: Transferred to residential care funded by adult social services", "p) E9: Sentenced to custody",
    "q) E14: Accommodation on remand ended", "r) E15: Age assessment determined child was 18 or over",
    "s) E16: Child moved abroad", "t) E8: Care ceased for any other reason",
    "u) X1: Episode ceased and a new one began",
)  # fmt: skip
PLACEMENT_TYPE = code_set(
    "a) U1: Foster placement - relatives - long term", "b) U2: Foster placement - relative - FFA",
    "c) U3: Foster placement - relative - not FFA", "d) U4: Foster placement - long term",
    "e) U5: Foster placement - FFA", "f) U6: Foster placement - not FFA",
    "g) A3: Placed for adoption - consent - current foster", "h) A4: Placed for adoption - consent - not foster",
    "i) A5: Placed for adoption - order - foster", "j) A6: Placed for adoption - order - not foster",
    "k) P1: Placed with parents", "l) P2: Independent living", "m) P3: Residential employment",
    "n) H5: Residential accommodation", "o) K1: Secure Children's Homes", "p) K2: Children's Homes",
    "q) R1: Residential Care Home", "r) R2: NHS/Health Trust", "s) R3: Family Centre or Mother and Baby Unit",
    "t) R5: Young Offender Institution", "u) S1: Residential school", "v) Z1: Other placements",
    "w) T0: Temporary placement", "x) T1: Temporary placement - hospital", "y) T2: Temporary placement - holiday",
    "z) T3: Temporary placement - carer holiday", "zz) T4: Temporary placement - seven days or less",
)  # fmt: skip
PROVIDER = code_set(
    "a) PR0: Parents/Parental responsibility", "b) PR1: Own provision", "c) PR2: Other LA provision",
    "d) PR3: Other public provision", "e) PR4: Private provision", "f) PR5: Voluntary/third sector",
)  # fmt: skip
LOCATION = code_set("a) In", "b) Out")
ELIGIBILITY = code_set(
    "a) Relevant child", "b) Former relevant child", "c) Qualifying care leaver", "d) Eligible child",
    also={"relevant": "relevant child", "former relevant": "former relevant child"},
)  # fmt: skip
IN_TOUCH = code_set(
    "a) Yes",
    "b) No",
    "c) Died",
    "d) REFU",
    "e) NREQ",
    "f) RHOM",
    also={"y": "yes", "n": "no", "refused": "refu"},
)
ACCOMMODATION = code_set(
    "B: Parents/relatives", "C: Community home / residential care",
    "D: Semi-independent, transitional accommodation and self-contained accommodation", "E: Supported lodgings",
    "G: Abroad", "H: Deported", "K: Ordinary lodgings, without formal support", "R: Residence not known",
    "S: No fixed abode / homeless", "T: Foyers and similar supported accommodation", "U: Independent living",
    "V: Emergency accommodation", "W: Bed and breakfast", "X: In custody", "Y: Other accommodation",
    "Z: With former foster carers",
)  # fmt: skip
SUITABILITY = code_set("a) Suitable", "b) Unsuitable", also={"not suitable": "unsuitable"})
# F3 and P3 are those of 2019; later returns part them into F4, P4 (apprenticeship) and F5, P5.
ACTIVITY = code_set(
    "F1: Full time in higher education", "P1: Part time in higher education",
    "F2: Full time in education other than higher", "P2: Part time in education other than higher",
    "F3: Full time in training or employment", "P3: Part time in training or employment",
    "F4: Full time in an apprenticeship", "P4: Part time in an apprenticeship",
    "F5: Full time in training or employment (not apprenticeship)",
    "P5: Part time in training or employment (not apprenticeship)",
    "G4: Not in education, employment or training - illness or disability",
    "G5: Not in education, employment or training - other",
    "G6: Not in education, employment or training - pregnancy or parenting",
)  # fmt: skip
REVERSAL = code_set(
    "RD1 - The child's needs changed subsequent to the decision", "RD2 - The Court did not make a placement order",
    "RD3 - Prospective adopters could not be found", "RD4 - Any other reason",
)  # fmt: skip
