"""A short notice in words of its own, on which the pages of a draft are tried."""

NOTICE = """Improvement Notice

This Improvement Notice is issued to Fernshire Council ("the Council") on 16 January 2026, following the report of
the inspection that Ofsted published on 12 June 2025.

Adviser

1. The Council must work with Larkfield Partners ("the adviser").

Improvement plan

2. The Council must submit an improvement plan to the adviser by 30 January 2026. The plan must include
actions to improve:
a. leadership;
b. social work practice.

3. The Council must report to the adviser on progress at monthly intervals.

Improvement board

4. The Board is to meet every calendar month. A change in the frequency of meetings must first be agreed by
the Department for Education.

Reviews

5. The adviser will review progress at least every six months.

6. Before each review the Council must provide its own assessment to the adviser.

7. The adviser will provide the Department for Education with regular reports.
"""
