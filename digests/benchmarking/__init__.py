"""Published figures: read from their files, matched with an indicator, compared and drawn."""
