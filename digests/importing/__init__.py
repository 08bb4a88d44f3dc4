"""Reads the month's figures from spreadsheets, a figure a row or a month a column, and says what is wrong where."""
