"""The pack of a meeting as one PDF: what goes into it, on which page, and how the papers are bound together.

`plan`, `layout` and `placing` are pure. `binding` and what it is made of know PDF files and nothing of meetings;
`front` writes pages by the templates in `templates/pdf/pack/`; `copies` puts it all together.
"""

import logging

# What is wrong with a paper is told to whoever asked for the pack, in words of our own.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
