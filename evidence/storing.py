"""What the store keeps as evidence, and where."""

from core.file_types import NAMES, type_of
from core.storing import Keeping

FOLDER = "evidence"
EVIDENCE = Keeping(FOLDER, type_of, f"{NAMES}. Older Office files: save them in today’s format.")
