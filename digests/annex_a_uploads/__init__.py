"""An uploaded Annex A workbook from the request to its counts: received, kept for moments, worked out, forgotten."""
