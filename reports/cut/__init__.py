"""The frozen cut of a month: what every document for that month draws on, as plain JSON.

The shape (format 3), dates as ISO strings, words as they are printed::

    {"format": 3, "council", "month", "as_at", "known_on",
     "notice": {"title", "issued_on", "in_force_from", "service_area"},
     "position": {"key", "word", "late", "missed", "overdue", "tally": {position: count}},
     "clauses": [{"number", "depth", "section", "words", "key", "word", "obligations": [{
         "summary", "kind", "duty_holder", "recipient", "cadence": [words], "counts", "key", "word", "late", "missed",
         "overdue", "next_due_on", "waits_for",
         "rows": [{"due_on", "outcome", "words", "discharged_on", "evidence": null or EVIDENCE}]}]}],
     "plan": null or {"rule", "computed_rule", "key", "word", "done", "overdue", "total",
         "areas": [{"title", "letter", "key", "word", "done", "overdue", "actions": [{"objective", "reference", "title",
             "owner", "due_on", "first_due_on", "done_on", "key", "word", "reason", "said", "said_on", "days_overdue",
             "computed", "computed_word", "computed_because": [words], "differs", "differs_because"}]}]},
     "money": null or {"amount", "committed", "left", "lines": [{"code", "title", "amount", "committed", "left"}],
         "uncosted"},
     "slow": {"rule", "rule_since", "rule_reason", "objectives": [{"reference", "title", "owner", "reasons", "figures",
         "explanation", "step", "step_due_on", "explained_by", "explained_on"}],
         "contributions": [{"name", "reasons"}]},
     "digest": what `digests.publication.content` describes, and {"published": null or {"version", "sha256", "on"}},
     "voices": null or {"rows": [{"heard_on", "group", "theme", "words", "is_summary", "areas": [letters],
         "actions": [references], "practice_standard", "what_changed", "changed_on", "told_back_on"}],
         "gaps": [words]},
     "risks": null or {"rule", "rows": [{"reference", "title", "owner", "score", "level", "level_word", "words",
         "inherent", "movement", "scored_on", "reason", "treatment": [actions, as words], "closed_on"}]},
     "boards": [{"name", "quorum", "meetings": [{"planned_on", "held_on", "cancelled_on", "present", "apologies",
         "absent", "in_attendance", "votes", "is_quorate", "not_quorate_because"}], "held", "cancelled", "next_on",
         "decisions": [{"held_on", "words", "decided_by", "dissent"}], "challenges": {"asked", "yes", "partly", "no",
         "to_follow"}, "actions": {"open", "overdue", "done", "dropped", "rows": [{"reference", "words", "owner",
         "due_on", "days_overdue"}]}, "seats_missing": [words], "confidential"}],
     "reviews": [{"word", "planned_on", "held_on", "cancelled_on", "led_by", "outcome", "outcome_on", "consequence",
         "consequence_words", "ratings": [{"area", "word", "words"}],
         "findings": [{"reference", "kind", "kind_word", "area", "words", "answer", "answer_reason"}]}],
     "areas": [{"letter", "title", "key", "word", "done", "total", "overdue", "slow": [references],
         "indicators": [codes], "findings", "open_findings"}],
     "escalations": [{"raised_on", "raised_by", "raised_to", "what", "because", "outcome", "closed_on",
         "evidence": EVIDENCE}],
     "ahead": [{"due_on", "clause", "summary", "duty_holder"}]}

EVIDENCE is {"items": [{"title", "effective_on", "sha256"}], "withheld": how many more may not leave the council}: of
these neither the title nor the hash is in the cut. Of a confidential item of an agenda a cut holds only that there was
one (`confidential`): not its decision, its challenge or its action.

Where the month's digest is published, `digest` is what was published, so that no two documents disagree on a figure.
What was stored in formats 1 and 2 still renders: `reports.cut.reading` gives it today's shape, and leaves out what it
did not have.
"""

from reports.cut.content import FORMAT, content_for

__all__ = ["FORMAT", "content_for"]
