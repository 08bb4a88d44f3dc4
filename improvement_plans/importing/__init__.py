"""A spreadsheet on its way into the plan: read safely, its columns understood, its rows checked. Writes nothing."""
