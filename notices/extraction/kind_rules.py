"""The table of named rules that say what kind of duty a statement is, by its subject and its predicate."""

from __future__ import annotations

from notices.extraction.kind_shapes import KindRule, kind_rule
from notices.extraction.kind_words import CONTAINS, DOCUMENT, PAPER, PRODUCE

# Kinds "skip" and "variation" carry no obligation of their own.
KIND_RULES: tuple[KindRule, ...] = (
    kind_rule(
        "agreed variation",
        "variation",
        r"\b(?:be agreed|agreement|approv|consent|be consulted)",
        r"\b(?:vary|change|alter|amend|reduce|adjust|var(?:y|iation)s?|changes?)\b.{0,60}\b(?:frequency|"
        r"interval|cadence|timing|timetable|schedule|meetings?)\b|"
        r"^(?:this|any (?:such )?(?:variation|change|reduction|proposal)[\w\s]{0,60})$",
    ),
    kind_rule(
        "agreed variation",
        "variation",
        r"^(?:not )?(?:be )?(?:varied|changed|altered|reduced)\b.{0,80}\b(?:agree|approv|consent)",
        r"\b(?:frequency|intervals?|cadence|meetings?|timing)\b",
    ),
    kind_rule(
        "agreed variation",
        "variation",
        r"\b(?:agree|approve)\b.{0,40}\b(?:any )?(?:variation|change|reduction)s?\b.{0,40}\b(?:frequency|"
        r"meetings?)\b",
    ),
    kind_rule(
        "power on failure",
        "consequence",
        r"\b(?:497a|statutory (?:powers?|direction|intervention)|powers? of intervention|invoke|escalat\w+|"
        r"formal intervention|use (?:of )?(?:\w+ )?powers)\b",
    ),
    kind_rule(
        "power on failure",
        "consequence",
        r"^(?:choose to |decide to |consider |also )*(?:direct|issue a (?:\w+ )?direction|"
        r"appoint a commissioner|take further action|remove|transfer)\b.{0,400}",
        r"\b(?:fail\w*|unwilling|unable|not satisfied|insufficient|poor progress|inadequate progress|"
        r"does not|is not)\b",
    ),
    kind_rule(
        "about the notice",
        "skip",
        r"^(?:remain|continue|be (?:lifted|closed|withdrawn|revoked|published|issued|kept|superseded|"
        r"replaced|amended)|take effect|cease|apply|come|last|also apply|expire|stay)\b",
        r"^(?:this|the) (?:improvement )?notice\b|^it$",
    ),
    kind_rule(
        "review of the notice",
        "review",
        r"^(?:also )?be (?:formally )?reviewed\b",
        r"^(?:this|the) (?:improvement )?notice\b",
    ),
    kind_rule(
        "how it is assessed",
        "skip",
        r"^be (?:assessed|measured|judged|monitored)\b.{0,30}\b(?:as follows|by reference)",
    ),
    kind_rule(
        "refers to the actions",
        "skip",
        r"^(?:take|complete|carry out|undertake) (?:all )?(?:of )?(?:the|"
        r"these) (?:following )?(?:actions?|steps|measures)\b.{0,40}$",
    ),
    kind_rule("refers to the actions", "skip", r"^comply with (?:this|the) (?:improvement )?notice"),
    kind_rule(
        "role filled",
        "membership",
        r"^be (?:independently )?(?:chaired|undertaken|performed|filled|held|fulfilled|appointed)\b",
        r"\b(?:chair|role|board|post)\b",
    ),
    kind_rule(
        "membership",
        "membership",
        r"\bin its membership\b|\bas (?:a )?members?\b|^(?:have|include|comprise|"
        r"consist)\b.{0,80}\b(?:members?|membership|representa)",
    ),
    kind_rule(
        "membership",
        "membership",
        r"^(?:also )?(?:include|comprise|consist of|be made up of|be drawn|be attended by|"
        r"have (?:an? )?(?:independent|representat))",
        r"\b(?:membership|members|board)\b(?! (?:reports?|papers?|minutes|packs?))[^,]{0,40}$",
    ),
    kind_rule(
        "membership",
        "membership",
        r"^be (?:an? )?(?:standing |full |invited |core )*(?:members?|invited|represented|attended)\b",
    ),
    kind_rule(
        "attendance",
        "membership",
        r"^(?:also |normally |be (?:invited|entitled|able) to )*(?:attend|observe|sit on|"
        r"join)\b.{0,80}\b(?:board|meetings?)\b",
    ),
    kind_rule(
        "papers",
        "provision",
        r"^(?:ensure\b.{0,20}|(?:circulate|send|issue|provide|share|"
        r"supply) (?:[\w']+ ){0,3}?)\b(?:papers?|agendas?|minutes|packs?)\b",
    ),
    kind_rule(
        "membership",
        "membership",
        r"^ensure\b.{0,100}\b(?:represent\w*|membership|attend\w*|members?)\b.{0,60}\b(?:board|meetings?)\b",
    ),
    kind_rule("role filled", "membership", r"^be (?:the|an?)\b", r"\bchair\w*\b[^,]{0,40}$"),
    kind_rule(
        "appointment",
        "membership",
        r"^(?:identify and |nominate and |agree and )?(?:appoint|nominate|recruit)\b.{0,80}\b(?:chair|"
        r"member|representative|adviser|advisor)",
    ),
    kind_rule(
        "board meets",
        "meeting",
        r"^(?:also |formally |then |continue to |first )*(?:meet|convene)\b(?: with)?(?! (?:(?:the|"
        r"its) (?!department|adviser|advisor|board|minister|commissioner|chair|secretary)|(?:their|all|"
        r"statutory|these|those|any|needs?|requirements?|targets?|expectations|children)\b))",
    ),
    kind_rule(
        "board meets",
        "meeting",
        r"^(?:also )?(?:be (?:held|convened|scheduled|chaired and held)|take place|occur)\b",
        r"\bmeetings?\b",
    ),
    kind_rule(
        "board meets", "meeting", r"^(?:also )?be (?:convened|established|set up) and meet\b", r"\bboard\b"
    ),
    kind_rule(
        "board meets",
        "meeting",
        r"^(?:hold|convene|arrange|organise|chair|host|schedule|attend)\b.{0,60}\bmeetings?\b",
        party=True,
    ),
    kind_rule(
        "board meets",
        "meeting",
        r"^(?:also )?hold\b[^,;]{0,60}\bboard\b(?! to account)|"
        r"^ensure (?:that )?(?:the |its )?(?:[\w']+ ){0,4}board\b[^,;]{0,30}\b(?:meets?|is held)\b",
        party=True,
    ),
    kind_rule(
        "membership",
        "membership",
        r"^ensure\b.{0,60}\bboard\b.{0,30}\b(?:has|have|includes?)\b.{0,60}\b(?:members?|membership|"
        r"chair|representati)",
    ),
    kind_rule("invitation", "membership", r"^(?:also )?invite\b.{0,80}\b(?:meetings?|board)\b", party=True),
    kind_rule(
        "own assessment before a review",
        "submission",
        r"\b(?:its|their|the council's) own\b.{0,40}\b(?:assessment|evaluation)|\bself[- ](?:assessment|"
        r"evaluation)",
    ),
    kind_rule(
        "kept up to date",
        "standing",
        r"\b(?:kept|keep|maintain\w*|be)\b.{0,120}\bup[- ]to[- ]date\b",
        r"\b(?:plan|record|register|log|risks?)\b|^[^,]*$",
    ),
    kind_rule("content of a paper", "content", rf"^{CONTAINS}\b", r"^(?:it|they)?$", party=False),
    kind_rule(
        "content of a paper",
        "content",
        rf"^{CONTAINS}\b",
        rf"^(?:(?!\b(?:board|council|adviser|department)\b\s*$).)*{PAPER}",
        party=False,
    ),
    kind_rule(
        "content of a paper",
        "content",
        r"^ensure (?:that )?(?:the |its |these |all )?(?:[\w']+ ){0,4}(?:plan|reports?|"
        r"updates?)\b.{0,40}\b(?:include|address|cover|set out|contain|identif|reflect)",
    ),
    kind_rule("highlights in reports", "content", r"^(?:also )?(?:highlight|draw attention to|flag)\b"),
    kind_rule(
        "data set in place",
        "provision",
        r"\bbe in place\b",
        r"\b(?:data\s?set|data|dashboard|scorecard|performance)\b",
    ),
    kind_rule(
        "recommendation on the plan",
        "report",
        r"\breview (?:the|its|this|that|each)\b.{0,20}\bplan\b.{0,300}\b(?:recommend|advise|report|"
        r"advice)|\b(?:make|provide|give) (?:a )?recommendations?\b|\badvise (?:the )?(?:department|"
        r"secretary|minister|dfe)\b.{0,80}\bwhether\b",
    ),
    kind_rule(
        "review",
        "review",
        r"^be (?:an? |further |regular )*(?:\w+ )?(?:reviews?|stock-?takes?)\b",
        r"^there$",
    ),
    kind_rule(
        "review",
        "review",
        r"^(?:also |then )*(?:audit|dip[- ]sample|take stock)\b|^(?:also |then |"
        r"formally )*consider\b.{0,30}\bprogress\b",
    ),
    kind_rule("review", "review", r"^(?:also )?be (?:\w+ly )?(?:reviewed|audited)\b"),
    kind_rule("review", "review", r"^be (?:at|every|chaired|overseen)\b", r"\b(?:reviews?|stock-?takes?)\b"),
    kind_rule("submission", "submission", r"^be with\b", rf"\b{DOCUMENT}\b"),
    kind_rule(
        "review",
        "review",
        r"^(?:also |then |jointly |formally |normally )*(?:undertake|conduct|carry out|commission|hold|"
        r"lead|complete|convene|arrange|require|request|organise|run|participate in|"
        r"take part in)\b.{0,120}\b(?:reviews?|stock-?takes?|stock takes?|diagnostic|deep[- ]dives?|"
        r"assessments? of|monitoring visits?|audits?|peer challenge|health[- ]check)\b",
    ),
    kind_rule(
        "review",
        "review",
        r"^(?:also |then |jointly |formally |regularly )*(?:review|assess|evaluate|monitor|"
        r"take stock of)\b.{0,60}\b(?:progress|improvement|performance|impact|compliance|council|plan|"
        r"arrangements)\b",
    ),
    kind_rule(
        "review",
        "review",
        r"^(?:also )?(?:be (?:conducted|undertaken|carried out|held|commissioned|led|completed|reviewed|"
        r"assessed)|take place|occur)\b",
        r"\b(?:reviews?|stock-?takes?|stock takes?|deep[- ]dives?|monitoring visits?|assessments? of|"
        r"diagnostics?|health[- ]checks?|progress|audits?)\b",
    ),
    kind_rule(
        "assistance",
        "provision",
        r"^(?:also |continue to )*(?:provide|give|offer|allow|ensure)\b(?:(?!\breports?\b|"
        r"\bupdates?\b)[^;]){0,90}\b(?:assistance|access|facilities|administrative|secretariat|"
        r"support (?:to|for))\b",
    ),
    kind_rule(
        "papers",
        "provision",
        r"^(?:also )?be (?:sent|circulated|provided|shared|issued|made available|distributed)\b",
        r"\b(?:papers?|agendas?|minutes|packs?)\b",
    ),
    kind_rule(
        "report",
        "report",
        r"^(?:also |then |formally |directly |jointly |continue to |in writing )*(?:report|update|"
        r"brief|notify|inform|write(?: formally)? to)\b(?! published)"
        r"(?!\s+(?:the|its|their|this|that)\s+(?:[\w-]+ ){0,2}(?:plan|records?|registers?|data|"
        r"polic(?:y|ies)|strateg\w+|procedures?)\b)",
    ),
    kind_rule(
        "report",
        "report",
        r"^(?:also |then |formally )*(?:provide|submit|send|give|produce|make|present|deliver|issue|"
        r"prepare|share|publish|supply|write|circulate|receive|be (?:provided|submitted|sent|given|presented|"
        r"made|produced|issued|shared|circulated))\b"
        r"(?:(?!\b(?:plans?|statement|strategy|within|following|publication|resources?)\b).){0,140}?"
        r"\b(?:reports?|updates?|briefings?|returns?|dashboards?|summar(?:y|ies)|assurance statement|"
        r"written assessment|assessment of progress|feedback|letters?|views? (?:of|on)\b.{0,30}\bprogress)\b",
    ),
    kind_rule(
        "report",
        "report",
        r"^(?:also )?(?:be|take)\b.{0,30}\b(?:provided|submitted|sent|given|presented|made|produced|"
        r"issued|shared|circulated|reported)\b",
        r"\b(?:reports?|updates?|briefings?|returns?|dashboards?|summar(?:y|ies)|progress)\b",
    ),
    kind_rule(
        "submission",
        "submission",
        rf"^(?:also |then |jointly |formally |in consultation with [\w ,]+ )*{PRODUCE}\b(?:(?!\b(?:that|"
        rf"which|who|for|against|enable)\b).){{0,140}}?\b{DOCUMENT}\b",
    ),
    kind_rule("submission", "submission", rf"^(?:also )?{PRODUCE}\b", rf"\b{DOCUMENT}\b", party=False),
    kind_rule("submission", "submission", r"^(?:also |then )*(?:re-?submit|submit)\b"),
    kind_rule(
        "submission",
        "submission",
        r"^(?:also |then )*(?:deliver|take|bring)\b.{0,40}\bplan\b.{0,10}\bto (?:the )?(?:department|"
        r"dfe|adviser|advisor|board|"
        r"secretary|commissioner|ministers?)\b",
    ),
    kind_rule(
        "delivery by a date",
        "provision",
        r"^(?:\w+ly )?(?:deliver|implement|complete|achieve)\b.{0,80}\b(?:actions?|plan|measures|"
        r"milestones|improvements?)\b.{0,80}\b(?:within|by|no later)\b",
    ),
    kind_rule(
        "provision",
        "provision",
        r"^(?:also |then |continue to |\w+ly )*(?:provide|give|allow|grant|make available|supply|"
        r"facilitate|share|offer|make\b.{0,60}\bavailable|secure sufficient|allocate|"
        r"ensure\b.{0,60}\b(?:access|support|resources?|available|capacity)|support|assist|send|permit|"
        r"let\b.{0,60}\bhave|arrange for|be (?:given|sent|"
        r"provided|supplied|made available|allowed|supported))\b",
    ),
    kind_rule("review", "review", r"^(?:also |then |jointly |formally |regularly )*review\b"),
    kind_rule(
        "content of a paper",
        "content",
        r"^(?!(?:also )?(?:be|not be|remain|continue|go|have been)\b)",
        rf"^(?:(?!\b(?:board|council|adviser|department)\b\s*$).)*{PAPER}\s*$",
        party=False,
    ),
    kind_rule("report", "report", r"^(?:also )?be reported\b"),
    kind_rule("publication", "report", r"^(?:choose to )?publish\b"),
    kind_rule("general duty", "standing", r""),
)
