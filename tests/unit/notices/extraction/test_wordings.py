"""One clause at a time: wordings in which notices say who owes what, to whom and when, beside what they come to."""

import pytest

from notices.extraction import extract
from tests.unit.notices.extraction.tables import rows_of

OPENING = "Improvement Notice\n\nThis Notice is issued to Harrowdene Borough Council on 3 July 2018.\n\n"

# A clause, and the rows without its number that a person reads in it: holder, recipient, kind, cadences.
WORDINGS = [
    (
        "No later than ten working days before each stocktake, the Council must send the Department its data.",
        [["council", "Department", "provision", "before_each stocktake lead 10 working_days"]],
    ),
    (
        "The Council will circulate the papers for every Board meeting five clear working days before that meeting.",
        [["council", "-", "provision", "before_each board meeting lead 5 clear_working_days"]],
    ),
    (
        "The Department's adviser is to be sent the papers for each Board meeting three clear days beforehand.",
        [["council", "adviser", "provision", "before_each board meeting lead 3 clear_days"]],
    ),
    ("The Board must meet every fortnight.", [["board", "-", "meeting", "every 2 weeks"]]),
    (
        "The Department will review progress at 6 months and again at 12 months from the date of this Notice.",
        [["Department", "-", "review", "ladder 6,12 months of issue"]],
    ),
    (
        "The adviser will report to the Department every eight weeks, or more often if the Department asks.",
        [["adviser", "Department", "report", "every 8 weeks; on_request"]],
    ),
    (
        "The Council must work with the adviser for as long as the Secretary of State considers it necessary.",
        [
            [
                "council",
                "adviser",
                "standing",
                "standing until as long as the Secretary of State considers it necessary",
            ]
        ],
    ),
    (
        "Within 8 weeks of the issue of this Notice the Council must agree a plan and send a copy to the Department.",
        [["council", "Department", "submission", "within 8 weeks of issue"]],
    ),
    (
        "The plan shall be reviewed by the Board at each of its meetings.",
        [["board", "-", "review", "at_each board meeting"]],
    ),
    (
        "The Council must report to the Department twice yearly.",
        [["council", "Department", "report", "every 6 months"]],
    ),
    (
        "Progress shall be reported by the Council to the Department each month.",
        [["council", "Department", "report", "each_calendar month"]],
    ),
    (
        "If the Council does not comply, a direction may be given under section 497A of the Education Act 1996.",
        [["Secretary of State", "-", "consequence", "standing"]],
    ),
    (
        "Should the Council fail to comply, Ministers could invoke section 497A of the Education Act 1996.",
        [["ministers", "-", "consequence", "standing"]],
    ),
    (
        "In the event that the Council does not comply, the Secretary of State may exercise powers of intervention.",
        [["Secretary of State", "-", "consequence", "standing"]],
    ),
    (
        "The Council must send its data to the Department each month, ending at the end of March 2020.",
        [["council", "Department", "provision", "each_calendar month until 2020-03-31"]],
    ),
    (
        "The Council must ensure that 80% of assessments are completed within 10 working days by 31 March 2019.",
        [["council", "-", "standing", "by_date 2019-03-31"]],
    ),
    (
        "To submit a plan to the Department by the end of April 2019.",
        [["council", "Department", "submission", "by_date 2019-04-30"]],
    ),
]


@pytest.mark.parametrize(("clause", "expected"), WORDINGS)
def test_a_wording_comes_to_what_a_person_reads(clause: str, expected: list[list[str]]) -> None:
    draft = extract(f"{OPENING}1. {clause}\n")
    found = [[row[1], row[2], row[4], row[5].removesuffix(" ?")] for row in rows_of(draft)]
    assert found == expected


def lines_of(*clauses: str) -> list[list[str]]:
    return rows_of(extract(OPENING + "\n".join(clauses)))


def test_a_duty_told_by_example_stands_beside_its_examples() -> None:
    rows = lines_of(
        "1. The Council must co-operate with the Commissioner, including by:",
        "(a) giving the Commissioner access to staff; and",
        "(b) providing the Commissioner with office support.",
    )
    assert [[row[0], row[1], row[2], row[4]] for row in rows] == [
        ["1", "council", "commissioner", "standing"],
        ["1.a", "council", "commissioner", "provision"],
        ["1.b", "council", "commissioner", "provision"],
    ]


def test_what_a_report_shall_include_is_content_of_it() -> None:
    rows = lines_of(
        "1. The Council must give the adviser a report each month, which shall include:",
        "(a) caseloads; and",
        "(b) the measures by which impact will be judged.",
    )
    assert [[row[0], row[4]] for row in rows] == [
        ["1", "report"],
        ["1.a", "content of 1"],
        ["1.b", "content of 1"],
    ]


def test_each_return_of_a_list_has_its_own_cadence() -> None:
    rows = lines_of(
        '1. The Council must submit to the Department for Education ("the Department"):',
        "(1) a weekly return on cases; and",
        "(2) a quarterly finance report.",
    )
    assert [[row[0], row[2], row[4], row[5]] for row in rows] == [
        ["1.1", "Department", "report", "every 1 weeks"],
        ["1.2", "Department", "report", "each_calendar quarter"],
    ]


def test_a_name_given_to_two_bodies_together_is_both() -> None:
    rows = lines_of(
        '1. The Council and the Integrated Care Board are together referred to as "the Partnership".',
        "2. The Partnership must submit a plan to the Department by 1 May 2019.",
    )
    assert rows == [
        ["2", "council and NHS bodies", "Department", "must", "submission", "by_date 2019-05-01"],
    ]


def test_an_annex_that_carries_on_the_numbers_keeps_them_as_printed() -> None:
    draft = extract(
        f"{OPENING}1. The Council must report to the Department each month.\n\nAnnex A: Targets\n\n"
        "2. By 31 March 2019 the Council must close every overdue case.\n"
    )
    assert [clause.number for clause in draft.clauses] == ["1", "2"]


def test_the_notice_replaced_does_not_lend_its_date() -> None:
    header = extract(
        "Improvement Notice\n\nThis Notice replaces the Notice dated 3 March 2014 and is issued to the London "
        "Borough of Merestone on 21 July 2015.\n\n1. The Council must report to the Department each month.\n"
    ).header
    assert (header.council, header.issued_on) == ("London Borough of Merestone", "2015-07-21")


def test_the_council_is_found_where_the_notice_first_says_who_issues_it() -> None:
    header = extract(
        "This Notice is issued by the Department for Education to Fellmoor Council on 6 March 2024.\n\n"
        "1. The Council must report to the Department each month.\n"
    ).header
    assert (header.council, header.issued_on) == ("Fellmoor Council", "2024-03-06")


def test_labelled_dates_on_lines_of_their_own_are_told_apart() -> None:
    header = extract(
        "IMPROVEMENT NOTICE\n\nCouncil: Royal Borough of Queensbridge\nDate of Notice: 11/8/16\n"
        "Ofsted report published: 26/2/16\n\n1. The Council must report to the Department each month.\n"
    ).header
    assert (header.issued_on, header.inspection_published_on) == ("2016-08-11", "2016-02-26")


def test_a_report_told_of_before_its_date_is_not_the_notice() -> None:
    header = extract(
        "To: Saxonbury Council\n\nOn 24 July 2019 Ofsted published a report of its inspection. On 9 September 2019 the "
        "Minister decided to issue this Notice.\n\n1. The Council must report to the Department each month.\n\n"
        "Signed: M. Orme\nDate: 16/9/19\n"
    ).header
    assert (header.inspection_published_on, header.decided_on, header.issued_on) == (
        "2019-07-24",
        "2019-09-09",
        "2019-09-16",
    )
