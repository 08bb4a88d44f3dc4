"""Papers for packs: PDFs of any size and turn, tagged and not, protected and damaged, made within the test."""

import functools
import io
from collections.abc import Iterable

import factory
import pikepdf
from factory.django import DjangoModelFactory
from weasyprint import HTML

from accounts.models import Organisation, User
from boards import background
from boards.models import Meeting, Pack, Paper
from boards.packing.copies import MadeCopy, kinds_of
from boards.packing.layout import laid_out
from boards.packing.plan import Called, ItemEntry, PackPlan, PaperEntry
from boards.selectors.pack_plan import next_plan
from boards.services.packs import ask_for_pack, keep_copies, send_pack
from core import jobs
from tests.conftest import TODAY
from tests.factories import FileVersionFactory
from tests.factories_boards import AgendaItemFactory, CalledMeetingFactory

SIZES = {
    "a4": "210mm 297mm", "a4 landscape": "297mm 210mm", "a3": "297mm 420mm", "letter": "8.5in 11in",
    "a5": "148mm 210mm",
}  # fmt: skip


def page_words(name: str, number: int) -> str:
    """Return words that stand on one page of all papers and nowhere else."""
    return f"{name} leaf {number:03}"


@functools.cache
def paper_pdf(name: str, pages: int = 1, *, size: str = "a4", tagged: bool = False, body: str = "") -> bytes:
    """Return a paper whose every page holds `page_words`, with a link to its last page and one to the web."""
    leaves = "".join(
        f"<section id='leaf-{number}'><h1>{page_words(name, number)}</h1><p>Some words of a paper. {body}</p>"
        f"<p><a href='#leaf-{pages}'>To the end</a> <a href='https://fernshire.example/papers'>Elsewhere</a></p>"
        "</section>"
        for number in range(1, pages + 1)
    )
    html = (
        f"<html lang='en-GB'><head><title>{name}</title><style>@page {{ size: {SIZES[size]}; margin: 15mm }}"
        " section { break-after: page } section:last-child { break-after: auto }"
        f" </style></head><body>{leaves}</body></html>"
    )
    document: bytes = HTML(string=html).write_pdf(pdf_tags=tagged)
    return document


def changed_pdf(document: bytes, *, rotated: int = 0, crop: Iterable[float] | None = None) -> bytes:
    """Return a PDF with every page turned, or cropped to a box."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        for page in pdf.pages:
            if rotated:
                page.obj.Rotate = rotated
            if crop is not None:
                page.obj.CropBox = pikepdf.Array(list(crop))
        return written(pdf)


def protected_pdf(document: bytes, *, user: str = "secret") -> bytes:
    """Return a PDF that only a password opens; with `user` empty, one that anybody opens and nobody may change."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return written(pdf, encryption=pikepdf.Encryption(owner="the owner's", user=user))


def written(pdf: pikepdf.Pdf, **how: object) -> bytes:
    file = io.BytesIO()
    pdf.save(file, **how)  # type: ignore[arg-type]
    return file.getvalue()


class PaperFactory(DjangoModelFactory[Paper]):
    """A paper of a page; `content` is its file, whatever it is."""

    class Meta:
        model = Paper
        exclude = ["content"]

    item = factory.SubFactory(AgendaItemFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Paper on matter {n}")
    content = factory.LazyAttribute(lambda row: paper_pdf(row.title))
    version = factory.LazyAttribute(
        lambda row: FileVersionFactory(
            evidence__council=row.item.meeting.board.notice.council,
            evidence__recorded_by=None,
            added_by=None,
            content=row.content,
            filename="paper.pdf",
        )
    )


def a_meeting(council: Organisation, **board: object) -> Meeting:
    """Return a called meeting with three items: with two papers, with a confidential paper, confidential altogether."""
    board = board or {"board__notice__council": council}
    meeting: Meeting = CalledMeetingFactory(called_by=None, **board)
    progress = AgendaItemFactory(meeting=meeting, title="Progress report", minutes=20)
    audits = AgendaItemFactory(meeting=meeting, title="Audit of practice", minutes=30)
    staffing = AgendaItemFactory(
        meeting=meeting, title="A matter of staffing", minutes=10, summary="Whispered words",
        is_confidential=True, confidential_because="It names members of staff",
    )  # fmt: skip
    PaperFactory(item=progress, title="Progress in November", content=paper_pdf("Progress", 3))
    PaperFactory(item=progress, title="Slow objectives", content=paper_pdf("Slow", 2, size="a4 landscape"))
    PaperFactory(item=audits, title="Audit findings", content=paper_pdf("Audit", 2))
    PaperFactory(
        item=audits, title="Audited families", content=paper_pdf("Families", 1), is_confidential=True
    )
    PaperFactory(item=staffing, title="Grievance", content=paper_pdf("Grievance", 2))
    return meeting


def late_paper(meeting: Meeting, title: str = "Late figures", *, is_confidential: bool = False) -> Paper:
    """Add a paper to the first item of a meeting."""
    item = meeting.items.order_by("order").first()
    paper: Paper = PaperFactory(
        item=item, title=title, content=paper_pdf(title, 2), is_confidential=is_confidential
    )
    return paper


def make(meeting: Meeting, by: User) -> Pack:
    """Ask for the next pack and be the worker that makes it."""
    asked = ask_for_pack(meeting=meeting, by=by, today=TODAY)
    background.make(asked.job_id)
    return Pack.objects.select_related("job", "meeting__board__notice__council").get(pk=asked.pk)


def kept(meeting: Meeting, by: User) -> Pack:
    """Ask for the next pack and keep copies of it that no worker wrote: for whoever does not look into them."""
    asked = ask_for_pack(meeting=meeting, by=by, today=TODAY)
    job = asked.job_id or 0
    jobs.claim(job)
    plan = next_plan(meeting, today=TODAY)
    pages_of = {paper.key: 1 for paper in plan.bound}
    copies = [
        MadeCopy(
            kind.is_confidential, f"%PDF-1.7 {kind.name}".encode(), laid_out(part, front=3, pages_of=pages_of)
        )
        for kind, part in kinds_of(plan)
    ]
    keep_copies(pack=asked, job_id=job, plan=plan, made=copies)
    jobs.finish(job)
    return Pack.objects.select_related("job", "meeting__board__notice__council").get(pk=asked.pk)


def send(pack: Pack, by: User) -> Pack:
    send_pack(pack=pack, by=by, today=TODAY)
    return Pack.objects.select_related("job", "meeting__board__notice__council").get(pk=pack.pk)


def document_of(pack: Pack, *, is_confidential: bool) -> bytes:
    with pack.copies.get(is_confidential=is_confidential).file.open("rb") as file:
        content: bytes = file.read()
    return content


SHAPES = (("a4", True), ("a4", False), ("a4 landscape", True), ("letter", False), ("a3", False))
"""Size and whether it is tagged, of a real meeting's papers in turn."""


def real_meeting(papers: int, pages: int) -> tuple[PackPlan, dict[int, bytes]]:
    """Return the plan of a meeting with so many papers of so many pages, every fourth confidential, and their files."""
    files: dict[int, bytes] = {}
    items = []
    for number in range(1, papers // 2 + 1):
        entries = []
        for place in (1, 2):
            key = 2 * (number - 1) + place
            size, tagged = SHAPES[key % len(SHAPES)]
            files[key] = paper_pdf(f"Paper{key:02}", pages, size=size, tagged=tagged)
            label = f"{number}.{place}"
            entries.append(PaperEntry(key, label, f"Matter {key:02}", key, "", is_confidential=key % 4 == 0))
        items.append(
            ItemEntry(
                key=number, number=number, title=f"Item {number:02}", purpose="To discuss",
                presenter="Head of Service", starts="14:00", minutes=10, summary="What the board is asked.",
                is_confidential=False, clause="", papers=tuple(entries),
            )
        )  # fmt: skip
    called = tuple(Called(f"Member {number}", "A seat", "Member") for number in range(14))
    plan = PackPlan(
        "Fernshire Council", "Improvement Board", "2026-12-16", "14:00 to 16:00", "Committee Room 4", "", 0,
        called, tuple(items),
    )  # fmt: skip
    return plan, files
