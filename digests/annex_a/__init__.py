"""Annex A: reads Ofsted's eleven child-level lists, checks them, and derives figures; no row outlives the reading.

Nothing here knows a database, a log or a clock. What leaves is counts, row numbers and words of our own.
"""
