"""A report as HTML and as PDF, from its frozen cut and its text alone: the same cut gives the same bytes."""

from reports.rendering.document import TEMPLATE_VERSION, document_for, html_of

__all__ = ["TEMPLATE_VERSION", "document_for", "html_of"]
