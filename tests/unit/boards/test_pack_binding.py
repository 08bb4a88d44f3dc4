"""Papers of every kind bound into one PDF: what is kept of them, what is left behind, and which are refused."""

import io
import pathlib

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from boards.packing.binding import About, Binder, Bookmark, Bound
from boards.packing.pages import put_on_a4, saved_states, visible_box
from boards.packing.papers import DAMAGED, PROTECTED, CannotBind, opened, pages_in
from boards.packing.placing import FOOT, HEAD, LONG, SHORT
from boards.packing.tags import is_soundly_tagged
from core.pdf import pdf_bytes
from tests.factories_packs import changed_pdf, page_words, paper_pdf, protected_pdf, written

FRONT = (
    "<html lang='en-GB'><head><title>Front</title></head><body><h1 id='top'>Front</h1>"
    "<p><a href='pack:1'>To the paper</a> <a href='#top'>Up</a></p></body></html>"
)


def stamps(pages: int) -> bytes:
    sheets = "".join(f"<p style='break-after: page'>Stamp {number}.</p>" for number in range(1, pages))
    html = (
        f"<html lang='en-GB'><head><title>x</title></head><body>{sheets}<p>Stamp {pages}.</p></body></html>"
    )
    return pdf_bytes(html, stylesheet="css/pack-pdf.css", identifier="x", tagged=False)


def bound(*papers: bytes) -> pikepdf.Pdf:
    """Return a pack of a front and some papers."""
    return pikepdf.open(io.BytesIO(bytes_of(*papers)))


def bytes_of(*papers: bytes) -> bytes:
    with Binder(About("A pack", "Fernshire Council")) as binder:
        binder.front(pdf_bytes(FRONT, stylesheet="css/pack-pdf.css", identifier="x"))
        for number, paper in enumerate(papers, start=1):
            binder.paper(Bound(number, f"Paper {number}", lambda paper=paper: io.BytesIO(paper)))
        bookmarks = [Bookmark("Top", anchor="top", below=(Bookmark("Paper", paper=1),))] if papers else []
        return binder.finished(stamps(len(binder.shapes())), bookmarks)


def text_of(pdf: pikepdf.Pdf) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written(pdf))).pages]


def made_pdf(content: bytes, **page: object) -> bytes:
    """Return a file of one page with this content stream and these entries."""
    pdf = pikepdf.new()
    added = pdf.add_blank_page(page_size=(SHORT, LONG))
    added.obj.Contents = pdf.make_stream(content)
    for key, value in page.items():
        added.obj[f"/{key}"] = value
    return written(pdf)


def test_every_page_is_a4_stamped_and_keeps_its_words():
    pdf = bound(
        paper_pdf("Tall", 2), paper_pdf("Wide", 1, size="a4 landscape"), paper_pdf("Big", 1, size="a3")
    )
    assert [tuple(round(float(each)) for each in page.mediabox[2:]) for page in pdf.pages] == [
        (595, 842), (595, 842), (595, 842), (842, 595), (595, 842),
    ]  # fmt: skip
    expected = [
        "Front",
        page_words("Tall", 1),
        page_words("Tall", 2),
        page_words("Wide", 1),
        page_words("Big", 1),
    ]
    for number, (words, told) in enumerate(zip(expected, text_of(pdf), strict=True), start=1):
        assert words in told
        assert f"Stamp {number}." in told


def test_a_turned_page_is_put_upright_and_is_turned_no_more():
    pdf = bound(changed_pdf(paper_pdf("Turned"), rotated=270))
    page = pdf.pages[1]
    assert Name.Rotate not in page.obj
    assert float(page.mediabox[2]) > float(page.mediabox[3])


def test_links_follow_their_words_and_lead_where_they_led():
    pdf = bound(paper_pdf("Linked", 3))
    to_the_end, elsewhere = list(pdf.pages[1].obj.Annots)
    assert to_the_end.Dest[0].objgen == pdf.pages[3].obj.objgen
    assert str(elsewhere.A.URI) == "https://fernshire.example/papers"
    left, bottom, right, top = [float(each) for each in elsewhere.Rect]
    assert FOOT < bottom < top < LONG - HEAD
    assert 0 < left < right < SHORT
    front = list(pdf.pages[0].obj.Annots)
    assert [link.Dest[0].objgen for link in front] == [pdf.pages[1].obj.objgen, pdf.pages[0].obj.objgen]


def test_the_outline_nests_and_leads_to_the_pages():
    pdf = bound(paper_pdf("Outlined"))
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert (top.title, [each.title for each in top.children]) == ("Top", ["Paper"])
        assert top.children[0].destination[0].objgen == pdf.pages[1].obj.objgen


def test_the_same_papers_give_the_same_bytes():
    papers = (paper_pdf("One", 2, tagged=True), paper_pdf("Two"))
    assert bytes_of(*papers) == bytes_of(*papers)


def test_a_tagged_paper_keeps_its_tags_and_another_is_a_paragraph_a_page():
    pdf = bound(paper_pdf("Tagged", 2, tagged=True), paper_pdf("Plain", 2))
    (document,) = pdf.Root.StructTreeRoot.K
    front, tagged, plain = document.K
    assert [str(part.S) for part in (document, front, tagged, plain)] == [
        "/Document",
        "/Part",
        "/Part",
        "/Part",
    ]
    assert roles_below(tagged) >= {"/H1", "/P", "/Link"}
    assert [str(each.S) for each in plain.K] == ["/P", "/P"]
    assert [each.Pg.objgen for each in plain.K] == [pdf.pages[3].obj.objgen, pdf.pages[4].obj.objgen]
    assert str(tagged.Lang) == "en-GB"


def test_every_tag_is_found_from_its_page():
    pdf = bound(paper_pdf("Tagged", 2, tagged=True), paper_pdf("Plain", 2), paper_pdf("Last", 1, tagged=True))
    parents = {
        int(key): value for key, value in pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items()
    }
    keys = [int(page.obj.StructParents) for page in pdf.pages]
    assert len(set(keys)) == len(keys)
    for page in pdf.pages:
        of_page = parents[int(page.obj.StructParents)]
        found = [each for each in of_page if each is not None]
        assert found
        assert all(each.Pg.objgen == page.obj.objgen for each in found)
        for link in page.obj.get(Name.Annots, ()):
            if Name.StructParent in link:
                assert str(parents[int(link.StructParent)].S) == "/Link"
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) > max(parents)


def test_the_pack_says_what_it_is_and_does_not_claim_to_be_pdf_ua():
    pdf = bound(paper_pdf("One"))
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "A pack"
        assert "pdfuaid:part" not in metadata


def test_scripts_attachments_and_hidden_addresses_stay_behind():
    with pikepdf.open(io.BytesIO(paper_pdf("Alive"))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))
        pdf.Root.OpenAction = script
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        page = pdf.pages[0]
        page.obj.AA = Dictionary(O=script)
        page.obj.PieceInfo = Dictionary(Kept=Dictionary(Private=String("draft words")))
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        page.obj.Annots.append(
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
            )
        )
        page.obj.Annots[0].A = Dictionary(
            S=Name.URI,
            URI=String("https://fernshire.example/"),
            Next=Dictionary(S=Name.JavaScript, JS=String("evil()")),
        )
        pdf.attachments["sums.txt"] = b"attached words"
        alive = written(pdf)
    kept = bound(alive)
    assert [str(each.A.URI) for each in kept.pages[1].obj.Annots] == [
        "https://fernshire.example/", "https://fernshire.example/papers",
    ]  # fmt: skip
    raw = written(kept, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for left in (b"JavaScript", b"evil", b"calc.exe", b"attached words", b"draft words", b"sums.txt"):
        assert left not in raw


def test_a_comment_and_a_field_become_part_of_their_page():
    with pikepdf.open(io.BytesIO(paper_pdf("Commented"))) as pdf:
        form = pdf.make_stream(
            b"BT /F1 12 Tf (seen) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 20]),
            Resources=Dictionary(
                Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
            ),
        )  # fmt: skip
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 100, 150, 120]), F=4, AP=Dictionary(N=form),
            Contents=String("an aside between two officers"),
        )  # fmt: skip
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(stamp))
        commented = written(pdf)
    kept = bound(commented)
    assert "seen" in text_of(kept)[1]
    assert {str(each.Subtype) for each in kept.pages[1].obj.Annots} == {"/Link"}
    assert b"an aside" not in written(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def test_what_a_paper_hides_in_a_layer_stays_hidden():
    with pikepdf.open(io.BytesIO(paper_pdf("Layered"))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        shown = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Shown")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer, shown]), D=Dictionary(BaseState=Name.OFF, ON=Array([shown]))
        )
        pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=layer, MC1=shown)
        layered = written(pdf)
    kept = bound(layered)
    (hidden,) = kept.Root.OCProperties.D.OFF
    assert str(hidden.Name) == "Draft"
    assert hidden.objgen == kept.pages[1].obj.Resources.Properties.MC0.objgen


@pytest.mark.parametrize(
    ("content", "below", "left"),
    [(b"q 1 0 0 1 0 0 cm Q", 0, 0), (b"q q Q", 0, 1), (b"Q Q q", 2, -1), (b"q Q Q q q", 1, 1), (b"", 0, 0)],
)
def test_states_that_content_leaves_saved_or_restores_too_often(content, below, left):
    with pikepdf.open(io.BytesIO(made_pdf(content))) as pdf:
        assert saved_states(pdf.pages[0]) == (below, left)


@pytest.mark.parametrize("content", [b"q q 2 0 0 2 0 0 cm", b"Q Q Q", b"Q q q 3 0 0 3 9 9 cm"])
def test_head_and_foot_stand_where_they_should_whatever_a_paper_leaves_behind(content):
    pdf = bound(made_pdf(content))
    depth = 0
    for instruction in pikepdf.parse_content_stream(pdf.pages[1], "q Q Do"):
        if str(instruction.operator) == "Do":
            # One state is saved for the stamp itself, and none of the paper's.
            assert depth == 1
        depth += {"q": 1, "Q": -1}.get(str(instruction.operator), 0)
        assert depth >= 0
    assert depth == 0


def test_a_crop_is_what_is_shown():
    with pikepdf.open(io.BytesIO(changed_pdf(paper_pdf("Cropped"), crop=[100, 200, 300, 500]))) as pdf:
        box = visible_box(pdf.pages[0])
        assert (box.width, box.height) == (200, 300)
        put_on_a4(pdf)
        assert Name.CropBox not in pdf.pages[0].obj


def test_a_structure_that_runs_in_a_circle_is_not_taken_over():
    with pikepdf.open(io.BytesIO(paper_pdf("Circle", tagged=True))) as pdf:
        top = pdf.Root.StructTreeRoot.K[0]
        top.K[0].K = Array([top])
        assert not is_soundly_tagged(pdf)
        circle = written(pdf)
    pdf = bound(circle)
    (document,) = pdf.Root.StructTreeRoot.K
    assert [str(each.S) for each in document.K[1].K] == ["/P"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (protected_pdf(paper_pdf("Locked")), PROTECTED),
        (protected_pdf(paper_pdf("Locked"), user=""), PROTECTED),
        (paper_pdf("Half", 3)[:2500], DAMAGED),
        (b"%PDF-1.7 the minutes", DAMAGED),
        (b"", DAMAGED),
        (written(pikepdf.new()), DAMAGED),
    ],
    ids=["password", "against changes", "half a file", "no pdf", "empty", "no page"],
)
def test_papers_that_cannot_be_bound_say_why(content, reason):
    with pytest.raises(CannotBind) as refused:
        pages_in(io.BytesIO(content))
    assert str(refused.value) == reason


def test_damage_that_shows_only_while_binding_is_told_as_well():
    with pytest.raises(CannotBind), opened(io.BytesIO(paper_pdf("Sound"))):
        raise pikepdf.PdfError("a stream breaks off")


def test_a_file_is_closed_again(tmp_path: pathlib.Path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_pdf("Closed"))
    file = path.open("rb")
    with Binder(About("A pack", "Fernshire Council")) as binder:
        assert binder.paper(Bound(1, "Paper 1", lambda: file)) == 1
    assert file.closed


def roles_below(element: pikepdf.Object) -> set[str]:
    found: set[str] = set()
    kids = element.get(Name.K)
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            found |= {str(kid.S)} | roles_below(kid)
    return found
