"""The words that rules for kinds share: to produce a paper, what a paper is called, to contain."""

PRODUCE = (
    r"(?:re-?submit|submit|send|provide|produce|prepare|develop|publish|share|present|supply|agree|"
    r"revise|refresh|finalise|draw up|"
    r"write|draft|complete|put in place|have|create|co-produce|be (?:submitted|sent|provided|produced|"
    r"prepared|developed|published|shared|presented|"
    r"agreed|in place|completed))"
)
DOCUMENT = (
    r"(?:(?<!care )(?<!ehc )(?<!protection )(?<!pathway )plans?|(?:first |final |revised )?(?:draft|"
    r"version)|self[- ](?:assessment|evaluation)s?|own (?:\w+ )?(?:assessment|evaluation)|statement|"
    r"strategy|strategies|terms of reference|framework|"
    r"evaluation|scorecard|proposals?|response|submission|document|programme|timeline|trajectory|"
    r"trajectories|roadmap|risk register|data dashboard|dataset|data set)"
)
PAPER = (
    r"\b(?:plan|reports?|updates?|assessment|self-assessment|statement|strategy|submission|dashboard|"
    r"scorecard|data ?set|papers?)\b"
)
CONTAINS = (
    r"(?:also |clearly |each |, \w+,? )*(?:include|address|cover|set out|contain|incorporate|reflect|"
    r"take (?:full )?(?:into )?account|demonstrate|identify|"
    r"detail|describe|show|focus|explain|specify|build on|draw on|outline|state|prioritise|reference|"
    r"highlight|have (?:clear|regard|smart|measurable)|"
    r"provide (?:\w+ )?(?:analysis|evidence|detail|assurance)|summarise|"
    r"be (?:\w+ly )?(?:grounded|informed|supported|based|accompanied|aligned|clear|smart|specific|"
    r"ambitious|structured|underpinned|costed|measurable|rag|comprehensive|evidence))"
)
