"""The table of party names: the words that name each role, the special before the general."""

from __future__ import annotations

_FOR_OFFICE = r"(?: for (?-i:[A-Z])\w+(?:,? (?:and )?(?-i:[A-Z])\w+){0,5})?"
_IN_BOARD_NAME = (
    r"(?:(?:council's|independent|independently chaired|joint|strategic|children's|children|services|"
    r"social care|send|local area|"
    r"area|partnership|multi-agency|single|service|improvement|improvement and assurance|"
    r"improvement and partnership|"
    r"improvement & assurance|assurance|recovery|transformation|oversight|performance|challenge|"
    r"governance|progress|"
    r"accountability|scrutiny and improvement) ){0,7}"
)

# Role, and what names it. The first that matches at a place wins, so the special stand before the general.
# A role of None is somebody who is no party to the notice, named so that a general rule does not take them.
PARTY_NAMES: tuple[tuple[str | None, str], ...] = (
    (
        "board chair",
        r"(?:board's )?(?:independent |interim |new ){0,3}(?:improvement |send )?(?:board )?"
        r"(?:chair(?:person|man|woman)?|chair's)\b(?!ed|ing)(?: (?:of|to) (?:the|"
        r"its) (?:[\w'&-]+ ){0,5}?board\b)?",
    ),
    (
        "reviewers",
        r"(?:person|people|persons|team|body|bodies|party|those|individuals?|officials|anyone)(?:\(s\)|"
        r"\(ies\)|s)? (?:who (?:is|are) )?"
        r"(?:conducting|undertaking|carrying out|leading) (?:it|them|(?:the|any|each|such|these|that|"
        r"a) (?:[\w-]+ ){0,3}?(?:reviews?|assessments?|stocktakes?|visits?))|"
        r"reviewers?\b|review team\b",
    ),
    (
        None,
        r"(?:\w+ )?(?:local )?safeguarding children(?:'s)? (?:board|partnership)s?\b|lscb\b|"
        r"health and wellbeing board\b|"
        r"(?:corporate parenting|school|schools|adoption|youth justice management) board\b|"
        r"management board\b|board of (?:directors|governors|trustees)\b",
    ),
    (
        "NHS bodies",
        r"(?:(?-i:[A-Z])[\w'&-]+,? (?:and )?){0,6}?integrated care (?:boards?|systems?|partnerships?)\b|"
        r"\bicbs?\b|"
        r"(?:(?-i:[A-Z])[\w'&-]+,? (?:and )?){0,6}?clinical commissioning groups?\b|\bccgs?\b|"
        r"nhs england\b(?! advis)|\bnhse\b(?! advis)|nhs (?:bodies|body|partners|trusts?|"
        r"foundation trusts?|commissioners|organisations)\b|"
        r"health (?:partners|bodies|commissioners|services)\b|\bnhs\b(?! england)(?! advis)",
    ),
    ("Department of Health", r"department (?:of|for) health(?: and social care)?\b|\bdhsc\b"),
    ("board", _IN_BOARD_NAME + r"board\b(?! chair|'s (?:independent )?chair)"),
    (
        "adviser",
        r"(?:(?:lead|peer|named|regional|improvement|independent|specialist|professional|send|dfe|"
        r"children's services|"
        r"department(?:'s)?|"
        r"department for education|nhs england|nhse|appointed|external|dfe and nhs england|dfe and nhse|"
        r"dfe-appointed) ){0,5}advis[eo]rs?(?:\(s\))?\b",
    ),
    (
        "commissioner",
        r"(?:(?:children's services|lead|independent|dfe|improvement|send|"
        r"children's) ){0,4}commissioner(?:\(s\)|s)?\b",
    ),
    ("improvement partner", r"(?:sector[- ]led )?improvement partners?\b|\bslip\b"),
    (
        "ministers",
        r"parliamentary under[- ]secretary(?: of state)?"
        + _FOR_OFFICE
        + r"|ministers?\b(?: of state)?"
        + _FOR_OFFICE,
    ),
    ("Secretary of State", r"secretary of state" + _FOR_OFFICE + r"\b"),
    (
        "Department",
        r"(?:(?:senior )?(?:official|officer|representative)(?:s|\(s\))?(?:,? (?:and/or|or|"
        r"and) (?:an? )?advis[eo]rs?)? (?:from|of|at|in) )"
        r"(?:the )?(?:department(?: for (?:education|children,? schools and families))?|dfe|dcsf)\b(?!'s)|"
        r"(?:department(?: for education)?(?:'s)?|dfe|departmental) (?:officials?|representatives?|"
        r"case ?leads?)\b|"
        r"department for (?:education|children,? schools and families)\b|\bdfe\b|\bdcsf\b|"
        r"(?-i:Department)\b|(?<=the )department\b(?! of| for)",
    ),
    (
        "director of children's services",
        r"(?:interim |corporate |executive |strategic ){0,3}director (?:of|for) (?:children|people)(?:'s|"
        r"s'|s)?\b(?: and (?:families|young people))?(?: services)?|\bdcs\b",
    ),
    ("chief executive", r"(?:council's )?chief executives?(?: officer)?\b"),
    (
        "lead member",
        r"lead member(?: for [\w' ]{3,30}?services)?|cabinet member(?: for [\w' ]{3,30}?services)?",
    ),
    ("leader of the council", r"leader of the council|council leader|council's leader"),
    (
        "scrutiny committee",
        r"(?:children's )?(?:overview and )?scrutiny (?:committee|panel|board|commission)\b",
    ),
    ("council's cabinet", r"(?:council's )?cabinet\b(?! member)"),
    (
        "Ofsted",
        r"ofsted\b(?! (?:report|inspection|judg|recommend|find|monitoring))|"
        r"her majesty's chief inspector\b|\bhmci\b",
    ),
    ("CQC", r"care quality commission\b|\bcqc\b(?! report| inspection| joint)"),
    (
        "council and partners",
        r"(?:send )?local area(?: send)? partnerships?\b|area partnership\b|local (?:send )?partnership\b|"
        r"(?<=the )(?:local )?partnership\b(?! working| arrangements| board)|"
        r"(?<=the )local area\b(?! partner| inspection)",
    ),
    (
        "partners",
        r"(?:(?:key|statutory|safeguarding|strategic|local|other|relevant|multi-agency|health|delivery|"
        r"its) ){0,5}"
        r"(?:partner agenc(?:y|ies)|partner organisations?|partner bodies|partners)\b|(?<=the )police\b",
    ),
    (
        "parents and carers",
        r"parents and carers\b|parent[ /-]carers?(?:'s?)?\b(?: forums?| representatives?| partnership)?",
    ),
    (
        "trust",
        r"(?:children's (?:services |social care )?|children's services |arm's length )trust\b|"
        r"(?<=the )trust\b",
    ),
    (
        None,
        r"(?:another|an?|other|any|partner|neighbouring|peer|lead|improving|"
        r"different) (?:other )?(?:\w+ )?(?:local authorit(?:y|ies)|councils?)\b|"
        r"local authorities\b",
    ),
    (
        "council",
        r"(?:combined authority|local authority|(?<=the )authority|"
        r"(?:(?-i:[A-Z])[\w'-]+ ){0,4}?council(?! (?:and|&) nhs)|\bla\b)\b(?!'s (?:chief|leader|cabinet|"
        r"improvement board))",
    ),
)
